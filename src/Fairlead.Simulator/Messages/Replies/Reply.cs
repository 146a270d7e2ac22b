using System.Text.Json;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>A message of the assistant.</summary>
internal sealed record Reply(
    string Id, string Model, IReadOnlyList<ReplyBlock> Blocks, string StopReason, string? StopSequence, ReplyUsage Usage)
{
    internal void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", Model);
    }

    internal void WriteStop(Utf8JsonWriter json)
    {
        json.WriteString("stop_reason", StopReason);
        json.WriteString("stop_sequence", StopSequence);
        if (StopReason == "refusal")
        {
            json.WriteStartObject("stop_details");
            json.WriteString("type", "refusal");
            json.WriteNull("category");
            json.WriteNull("explanation");
            json.WriteEndObject();
        }
    }
}
