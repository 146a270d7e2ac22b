using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>What a client keeps of an answer and sends back with its next question, as the vendors' SDKs put it together.</summary>
internal static class ClientMemory
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer as a part of a request: a message of Chat, the content of a message of Messages, the items of Responses.</summary>
    public static string Turn(byte[] answer, Dialect client, bool isStream) => client switch
    {
        Dialect.Chat => isStream ? ChatMessage(Events(answer)) : JsonNode.Parse(answer)!["choices"]![0]!["message"]!.ToJsonString(Plain),
        Dialect.Messages => isStream ? Blocks(Events(answer)) : JsonNode.Parse(answer)!["content"]!.ToJsonString(Plain),
        _ => Items(isStream ? Events(answer).Last()["response"]! : JsonNode.Parse(answer)!),
    };

    private static IEnumerable<JsonNode> Events(byte[] stream) =>
        Translated.Events(stream).Where(static entry => !entry.Data.AsSpan().SequenceEqual("[DONE]"u8)).Select(static entry => JsonNode.Parse(entry.Data)!);

    private static string Items(JsonNode response) => string.Join(',', response["output"]!.AsArray().Select(static item => item!.ToJsonString(Plain)));

    private static string ChatMessage(IEnumerable<JsonNode> chunks)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = "" };
        foreach (var delta in chunks.SelectMany(static chunk => chunk["choices"]!.AsArray()).Select(static choice => choice!["delta"]!.AsObject()))
        {
            Merge(message, delta);
        }

        return message.ToJsonString(Plain);
    }

    // Texts are put together, lists are joined, and what has an index joins what has the same.
    private static void Merge(JsonObject whole, JsonObject delta)
    {
        foreach (var (name, value) in delta.Where(static member => member.Key is not ("role" or "index")))
        {
            if (value is JsonObject child && whole[name] is JsonObject known)
            {
                Merge(known, child);
            }
            else if (value is JsonArray items)
            {
                Merge(whole[name] as JsonArray ?? (JsonArray)(whole[name] = new JsonArray()), items);
            }
            else
            {
                var isMore = value?.GetValueKind() == JsonValueKind.String && whole[name]?.GetValueKind() == JsonValueKind.String;
                whole[name] = isMore ? (string)whole[name]! + (string)value! : value?.DeepClone();
            }
        }
    }

    private static void Merge(JsonArray whole, JsonArray items)
    {
        foreach (var item in items.Select(static item => item!.AsObject()))
        {
            if (item["index"] is { } index && (int)index < whole.Count)
            {
                Merge(whole[(int)index]!.AsObject(), item);
            }
            else
            {
                whole.Add(item.DeepClone());
            }
        }
    }

    private static string Blocks(IEnumerable<JsonNode> events)
    {
        var blocks = new List<JsonObject>();
        var inputs = new Dictionary<int, string>();
        foreach (var entry in events)
        {
            if (entry["content_block"] is JsonObject block)
            {
                blocks.Add(block.DeepClone().AsObject());
            }
            else if ((string?)entry["type"] == "content_block_delta")
            {
                Append(blocks[(int)entry["index"]!], entry["delta"]!, (int)entry["index"]!, inputs);
            }
        }

        foreach (var (index, input) in inputs)
        {
            blocks[index]["input"] = JsonNode.Parse(input);
        }

        return $"[{string.Join(',', blocks.Select(static block => block.ToJsonString(Plain)))}]";
    }

    private static void Append(JsonObject block, JsonNode delta, int index, Dictionary<int, string> inputs)
    {
        switch ((string)delta["type"]!)
        {
            case "text_delta":
                block["text"] = (string)block["text"]! + (string)delta["text"]!;
                break;
            case "thinking_delta":
                block["thinking"] = (string)block["thinking"]! + (string)delta["thinking"]!;
                break;
            case "signature_delta":
                block["signature"] = (string)delta["signature"]!;
                break;
            default:
                inputs[index] = inputs.GetValueOrDefault(index, "") + (string)delta["partial_json"]!;
                break;
        }
    }
}
