using System.Text.Json.Nodes;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>A turn that was put together from its events, the way Anthropic's own clients accumulate a message.</summary>
/// <param name="Content">The blocks.</param>
/// <param name="Model">The model that the first event named.</param>
internal sealed record ClaudeTurn(JsonArray Content, string Model)
{
    /// <summary>Why it stopped.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The uses of tools.</summary>
    public IReadOnlyList<JsonObject> Tools => [.. OfType("tool_use")];

    /// <summary>The text.</summary>
    public string Text => string.Concat(OfType("text").Select(static block => (string)block["text"]!));

    /// <summary>The thinking.</summary>
    public string Thinking => string.Concat(OfType("thinking").Select(static block => (string)block["thinking"]!));

    /// <summary>Reads the events; they must come as the protocol has them.</summary>
    public static ClaudeTurn Read(IReadOnlyList<ServerSentEvent> events)
    {
        var message = events[0]["message"];
        Assert.Equal(("message_start", "assistant", 0), (events[0].Name, message.GetProperty("role").GetString(), message.GetProperty("content").GetArrayLength()));
        Assert.True(message.GetProperty("usage").TryGetProperty("input_tokens", out _));
        var turn = new ClaudeTurn([], message.GetProperty("model").GetString()!);
        var arguments = "";
        foreach (var step in events.Skip(1).Take(events.Count - 2).Where(static step => step.Name != "ping"))
        {
            turn.Take(step, ref arguments);
        }

        Assert.Equal("message_stop", events[^1].Name);
        Assert.NotNull(turn.StopReason);
        return turn;
    }

    private void Take(ServerSentEvent step, ref string arguments)
    {
        switch (step.Name)
        {
            case "content_block_start":
                Assert.Equal(Content.Count, step["index"].GetInt32());
                Content.Add(JsonNode.Parse(step["content_block"].GetRawText()));
                arguments = "";
                break;
            case "content_block_delta":
                Assert.Equal(Content.Count - 1, step["index"].GetInt32());
                Add(Content[^1]!.AsObject(), step["delta"], ref arguments);
                break;
            case "content_block_stop":
                Assert.Equal(Content.Count - 1, step["index"].GetInt32());
                if (arguments.Length > 0)
                {
                    Content[^1]!["input"] = JsonNode.Parse(arguments);
                }

                break;
            default:
                Assert.Equal("message_delta", step.Name);
                StopReason = step["delta"].GetProperty("stop_reason").GetString();
                Assert.True(step["usage"].GetProperty("output_tokens").GetInt32() > 0);
                break;
        }
    }

    private static void Add(JsonObject block, System.Text.Json.JsonElement delta, ref string arguments)
    {
        var (type, member) = delta.GetProperty("type").GetString() switch
        {
            "text_delta" => ("text", "text"),
            "thinking_delta" => ("thinking", "thinking"),
            "signature_delta" => ("thinking", "signature"),
            "input_json_delta" => ("tool_use", "partial_json"),
            var other => throw new InvalidOperationException($"There is no delta of type '{other}'."),
        };
        Assert.Equal(type, (string)block["type"]!);
        var piece = delta.GetProperty(member).GetString();
        if (type == "tool_use")
        {
            arguments += piece;
        }
        else
        {
            block[member] = (string?)block[member] + piece;
        }
    }

    private IEnumerable<JsonObject> OfType(string type) => Content.Select(static block => block!.AsObject()).Where(block => (string)block["type"]! == type);
}
