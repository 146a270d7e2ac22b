using System.Text.Json;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>One event of a streamed answer: its name, what it costs, and how its data is written.</summary>
internal sealed record ReplyEvent(string Name, int Tokens, Action<Utf8JsonWriter> Write)
{
    /// <summary>An event whose data is its type and what <paramref name="body"/> adds.</summary>
    internal static ReplyEvent Of(string name, int tokens, Action<Utf8JsonWriter> body) => new(name, tokens, json =>
    {
        json.WriteString("type", name);
        body(json);
    });
}
