using System.Text.Json.Nodes;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>A turn as Codex takes it from the events: the items that are done, and the text and reasoning that were told on the way.</summary>
/// <param name="Items">The items, whole.</param>
/// <param name="Told">The text's deltas.</param>
/// <param name="Summary">The deltas of the reasoning's summary.</param>
internal sealed record CodexTurn(IReadOnlyList<JsonObject> Items, string Told, string Summary)
{
    /// <summary>The calls of functions and of custom tools.</summary>
    public IReadOnlyList<JsonObject> Calls => [.. Items.Where(static item => (string)item["type"]! is "function_call" or "custom_tool_call")];

    /// <summary>The searches for tools.</summary>
    public IReadOnlyList<JsonObject> Searches => [.. Items.Where(static item => (string)item["type"]! == "tool_search_call")];

    /// <summary>The reasoning.</summary>
    public IReadOnlyList<JsonObject> Reasoning => [.. Items.Where(static item => (string)item["type"]! == "reasoning")];

    /// <summary>The text of the messages.</summary>
    public string Text => string.Concat(Items.Where(static item => (string)item["type"]! == "message").Select(static item => (string)item["content"]![0]!["text"]!));

    /// <summary>Reads the events; the turn is only one when <c>response.completed</c> ended it with an id and all counts.</summary>
    public static CodexTurn Read(IReadOnlyList<ServerSentEvent> events)
    {
        Assert.Equal(("response.created", "response.completed"), (events[0].Name, events[^1].Name));
        var response = events[^1]["response"];
        Assert.NotEmpty(response.GetProperty("id").GetString()!);
        var usage = response.GetProperty("usage");
        Assert.True(usage.GetProperty("input_tokens").GetInt32() > 0 && usage.GetProperty("output_tokens").GetInt32() > 0);
        Assert.Equal(usage.GetProperty("input_tokens").GetInt32() + usage.GetProperty("output_tokens").GetInt32(), usage.GetProperty("total_tokens").GetInt32());
        Assert.True(usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt32() >= 0);
        Assert.True(usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32() >= 0);
        var done = events.Where(static step => step.Name == "response.output_item.done").ToList();
        Assert.Equal(done.Select(static step => step["item"].GetProperty("id").GetString()), events.Where(static step => step.Name == "response.output_item.added").Select(static step => step["item"].GetProperty("id").GetString()));
        return new(
            [.. done.Select(static step => JsonNode.Parse(step["item"].GetRawText())!.AsObject())], Joined(events, "response.output_text.delta"), Joined(events, "response.reasoning_summary_text.delta"));
    }

    private static string Joined(IEnumerable<ServerSentEvent> events, string name) =>
        string.Concat(events.Where(step => step.Name == name).Select(static step => step["delta"].GetString()));
}
