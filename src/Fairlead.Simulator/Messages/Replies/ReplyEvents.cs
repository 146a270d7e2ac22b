using System.Text.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>The events of a streamed answer, in order. https://platform.claude.com/docs/en/build-with-claude/streaming</summary>
internal static class ReplyEvents
{
    private const int LongestInputPiece = 6;

    internal static IEnumerable<ReplyEvent> Of(Reply reply)
    {
        yield return ReplyEvent.Of("message_start", 0, json => WriteStart(json, reply));
        for (int i = 0; i < reply.Blocks.Count; i++)
        {
            foreach (ReplyEvent step in OfBlock(reply.Blocks[i], i))
            {
                yield return step;
            }
        }

        yield return ReplyEvent.Of("message_delta", 0, json =>
        {
            json.WriteStartObject("delta");
            reply.WriteStop(json);
            json.WriteEndObject();
            reply.Usage.WriteEnd(json);
        });
        yield return ReplyEvent.Of("message_stop", 0, _ => { });
    }

    private static void WriteStart(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject("message");
        reply.WriteHead(json);
        json.WriteStartArray("content");
        json.WriteEndArray();
        json.WriteNull("stop_reason");
        json.WriteNull("stop_sequence");
        reply.Usage.WriteStart(json);
        json.WriteEndObject();
    }

    private static IEnumerable<ReplyEvent> OfBlock(ReplyBlock block, int index)
    {
        int cost = block.Call is { } call ? 4 + TextPieces.Count(call.Name) : 0;
        yield return ReplyEvent.Of("content_block_start", cost, json => WriteBlockStart(json, block, index));
        if (index == 0)
        {
            yield return ReplyEvent.Of("ping", 0, _ => { });
        }

        foreach ((string type, string field, string piece) in Deltas(block))
        {
            yield return ReplyEvent.Of("content_block_delta", field == "signature" ? 0 : TextPieces.CountPiece(piece), json =>
            {
                json.WriteNumber("index", index);
                json.WriteStartObject("delta");
                json.WriteString("type", type);
                json.WriteString(field, piece);
                json.WriteEndObject();
            });
        }

        yield return ReplyEvent.Of("content_block_stop", 0, json => json.WriteNumber("index", index));
    }

    private static void WriteBlockStart(Utf8JsonWriter json, ReplyBlock block, int index)
    {
        json.WriteNumber("index", index);
        json.WriteStartObject("content_block");
        json.WriteString("type", block.Type);
        switch (block.Type)
        {
            case "thinking":
                json.WriteString("thinking", "");
                json.WriteString("signature", "");
                break;
            case "redacted_thinking":
                json.WriteString("data", block.Signature);
                break;
            case "tool_use":
                json.WriteString("id", block.Call!.Id);
                json.WriteString("name", block.Call.Name);
                json.WriteStartObject("input");
                json.WriteEndObject();
                break;
            default:
                json.WriteString("text", "");
                break;
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Type, string Field, string Piece)> Deltas(ReplyBlock block) => block.Type switch
    {
        "thinking" => [.. block.Pieces.Select(p => ("thinking_delta", "thinking", p)), ("signature_delta", "signature", block.Signature)],
        "redacted_thinking" => [],
        "tool_use" => InputPieces(block.Text).Prepend("").Select(p => ("input_json_delta", "partial_json", p)),
        _ => block.Pieces.Select(p => ("text_delta", "text", p)),
    };

    // Short, so that even a small input comes in several.
    private static IEnumerable<string> InputPieces(string input)
    {
        for (int start = 0; start < input.Length;)
        {
            int end = Math.Min(start + LongestInputPiece, input.Length);
            end += end < input.Length && char.IsHighSurrogate(input[end - 1]) ? 1 : 0;
            yield return input[start..end];
            start = end;
        }
    }
}
