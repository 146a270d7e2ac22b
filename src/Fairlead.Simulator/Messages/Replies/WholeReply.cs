using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>The message object of an answer that is not streamed.</summary>
internal static class WholeReply
{
    internal static JsonBody Of(Reply reply) => new(json =>
    {
        json.WriteStartObject();
        reply.WriteHead(json);
        json.WriteStartArray("content");
        foreach (ReplyBlock block in reply.Blocks)
        {
            json.WriteStartObject();
            WriteBlock(json, block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        reply.WriteStop(json);
        reply.Usage.WriteWhole(json);
        json.WriteEndObject();
    });

    private static void WriteBlock(Utf8JsonWriter json, ReplyBlock block)
    {
        json.WriteString("type", block.Type);
        switch (block.Type)
        {
            case "thinking":
                json.WriteString("thinking", block.Text);
                json.WriteString("signature", block.Signature);
                break;
            case "redacted_thinking":
                json.WriteString("data", block.Signature);
                break;
            case "tool_use":
                json.WriteString("id", block.Call!.Id);
                json.WriteString("name", block.Call.Name);
                json.WritePropertyName("input");
                json.WriteRawValue(block.Call.Arguments);
                break;
            default:
                json.WriteString("text", block.Text);
                break;
        }
    }
}
