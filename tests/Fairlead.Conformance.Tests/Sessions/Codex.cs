using System.Text;
using System.Text.Json.Nodes;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>
/// What Codex sends over a session, and how it reads what comes: the Responses API without state, all items sent back as they came, and a custom tool that takes
/// text under a grammar. Source: https://github.com/openai/codex (codex-rs/codex-api/src/common.rs and sse/responses.rs)
/// </summary>
internal sealed class Codex(HttpClient client, string model, bool hasServers = false)
{
    // A server of MCP is a namespace; those of more servers are found when they are needed.
    private const string ServerTools = """
        [{"type":"namespace","name":"mcp__burp","description":"Tools in the mcp__burp namespace.","tools":[{"type":"function","name":"status","description":"Tells whether the proxy is up.",
        "strict":false,"parameters":{"type":"object","properties":{"port":{"type":"integer"}}}}]},
        {"type":"tool_search","execution":"client","description":"Finds tools.","parameters":{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}}]
        """;

    private const string FoundTools = """
        [{"type":"namespace","name":"mcp__calendar","description":"Plan events.","tools":[{"type":"function","name":"create_event","description":"Creates an event.","strict":false,
        "defer_loading":true,"parameters":{"type":"object","properties":{"title":{"type":"string"}}}}]}]
        """;

    private const string Tools = """
        [{"type":"function","name":"shell_command","description":"Runs a shell command.","strict":false,"parameters":{"type":"object","properties":{"command":{"type":"string"},
        "workdir":{"type":"string"},"timeout_ms":{"type":"number"}},"required":["command"],"additionalProperties":false}},
        {"type":"custom","name":"apply_patch","description":"Edits files. This is a freeform tool: no JSON around the patch.","format":{"type":"grammar","syntax":"lark",
        "definition":"start: begin hunk+ end\nbegin: \"*** Begin Patch\" LF\nend: \"*** End Patch\" LF?\nhunk: /.+/ LF\n%import common.LF"}}]
        """;

    private readonly JsonArray input =
    [
        Message("developer", "<permissions>Files may be written.</permissions>"),
        Message("user", "<environment_context>\n  <cwd>/work</cwd>\n</environment_context>"),
    ];

    /// <summary>Says something as the user.</summary>
    public Task<CodexTurn> SayAsync(string text) => SendAsync(AllTools(), Message("user", text));

    /// <summary>Has the session summed up: all of it without any tools, whatever calls it holds.</summary>
    public Task<CodexTurn> CompactAsync(string text) => SendAsync([], Message("user", text));

    /// <summary>Gives the outputs of a turn's calls.</summary>
    public Task<CodexTurn> OutputsAsync(CodexTurn turn, string output) =>
        SendAsync(AllTools(), [.. turn.Calls.Select(call => new JsonObject { ["type"] = (string)call["type"]! + "_output", ["call_id"] = call["call_id"]!.DeepClone(), ["output"] = output })]);

    /// <summary>Gives what a turn's search found.</summary>
    public Task<CodexTurn> FoundAsync(CodexTurn turn) =>
        SendAsync(AllTools(), [.. turn.Searches.Select(static call => new JsonObject
        {
            ["type"] = "tool_search_output", ["call_id"] = call["call_id"]!.DeepClone(), ["status"] = "completed", ["execution"] = "client", ["tools"] = JsonNode.Parse(FoundTools),
        })]);

    private JsonArray AllTools() => [.. new[] { Tools, hasServers ? ServerTools : "[]" }.SelectMany(static tools => JsonNode.Parse(tools)!.AsArray()).Select(static tool => tool!.DeepClone())];

    private static JsonObject Message(string role, string text) =>
        new() { ["type"] = "message", ["role"] = role, ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = text }) };

    private async Task<CodexTurn> SendAsync(JsonArray tools, params JsonNode[] items)
    {
        foreach (var item in items)
        {
            input.Add(item);
        }

        var body = new JsonObject
        {
            ["model"] = model,
            ["instructions"] = "You are Codex, a coding agent that runs in a terminal.",
            ["input"] = input.DeepClone(),
            ["tools"] = tools,
            ["tool_choice"] = "auto",
            ["parallel_tool_calls"] = true,
            ["reasoning"] = new JsonObject { ["effort"] = "medium", ["summary"] = "auto" },
            ["store"] = false,
            ["stream"] = true,
            ["include"] = new JsonArray("reasoning.encrypted_content"),
            ["prompt_cache_key"] = "019a2f0e-3a75-7c11-9a52-3f1f4a6f0c5e",
            ["text"] = new JsonObject { ["verbosity"] = "low" },
        };
        var turn = CodexTurn.Read(await PostAsync(body));
        foreach (var item in turn.Items)
        {
            // Codex keeps no ids: what it sends back it has read into types of its own.
            var kept = item.DeepClone().AsObject();
            kept.Remove("id");
            kept.Remove("status");
            input.Add(kept);
        }

        return turn;
    }

    private async Task<IReadOnlyList<ServerSentEvent>> PostAsync(JsonObject body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/responses", UriKind.Relative)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        message.Headers.Add("accept", "text/event-stream");
        message.Headers.Add("originator", "codex_cli_rs");
        message.Headers.Add("conversation_id", "019a2f0e-3a75-7c11-9a52-3f1f4a6f0c5e");
        message.Headers.Add("session_id", "019a2f0e-3a75-7c11-9a52-3f1f4a6f0c5e");
        message.Headers.TryAddWithoutValidation("User-Agent", "codex_cli_rs/0.99.0 (Linux; x86_64)");
        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return ServerSentEvent.Read(text);
    }
}
