using System.Text.Json;

namespace Fairlead.Simulator.Responses.Output;

/// <summary>One event between an item's beginning and its end.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Tokens">What it costs.</param>
/// <param name="Write">Writes its members but the type, the sequence number, the item and its index.</param>
internal sealed record ResponseEvent(string Type, int Tokens, Action<Utf8JsonWriter> Write);
