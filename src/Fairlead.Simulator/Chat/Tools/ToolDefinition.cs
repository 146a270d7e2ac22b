using System.Text.Json;

namespace Fairlead.Simulator.Chat.Tools;

/// <summary>A function on offer; its parameters are a JSON schema, absent when it takes none.</summary>
internal sealed record ToolDefinition(string Name, JsonElement? Parameters);
