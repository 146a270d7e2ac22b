using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>
/// What Claude Code sends over a session, and how it reads what comes: the Messages API with <c>?beta=true</c>, system blocks and the last user block marked for the
/// cache, thinking sent back as it came. Source: https://code.claude.com/docs/en/llm-gateway
/// </summary>
internal sealed class ClaudeCode(HttpClient client, string model, string thinking)
{
    private const string Betas =
        "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,prompt-caching-scope-2026-01-05,effort-2025-11-24";

    private const string Tools = """
        [{"name":"Bash","description":"Runs a command.","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"command":{"type":"string"},
        "timeout":{"type":"number","description":"Milliseconds"},"description":{"type":"string"}},"required":["command"],"additionalProperties":false}},
        {"name":"Read","description":"Reads a file.","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"file_path":{"type":"string"},
        "limit":{"type":"integer","exclusiveMinimum":0,"maximum":9007199254740991}},"required":["file_path"],"additionalProperties":false}},
        {"name":"mcp__plugin_atlassian_enterprise_cloud_connector__getTransitionsForJiraIssue","description":"Lists transitions.","input_schema":{"type":"object","properties":{"issue":{"type":"string"}}}}]
        """;

    /// <summary>A tool of an MCP server whose name is longer than most vendors allow.</summary>
    public const string LongName = "mcp__plugin_atlassian_enterprise_cloud_connector__getTransitionsForJiraIssue";

    private readonly JsonArray messages = [];

    /// <summary>Says something as the user, with the reminder that comes along.</summary>
    public Task<ClaudeTurn> SayAsync(string text) => SendAsync(
    [
        new JsonObject { ["type"] = "text", ["text"] = "<system-reminder>\nToday is a working day.\n</system-reminder>" },
        new JsonObject { ["type"] = "text", ["text"] = text, ["cache_control"] = new JsonObject { ["type"] = "ephemeral" } },
    ]);

    /// <summary>Gives the results of a turn's tools, the last one marked for the cache.</summary>
    public Task<ClaudeTurn> ResultsAsync(ClaudeTurn turn, string result)
    {
        var results = new JsonArray();
        foreach (var use in turn.Tools)
        {
            results.Add(new JsonObject { ["tool_use_id"] = use["id"]!.DeepClone(), ["type"] = "tool_result", ["content"] = result, ["is_error"] = false });
        }

        results[^1]!["cache_control"] = new JsonObject { ["type"] = "ephemeral" };
        return SendAsync(results);
    }

    /// <summary>Counts the session's tokens, as is done before it is compacted.</summary>
    public async Task<int> CountAsync()
    {
        var body = new JsonObject { ["model"] = model, ["messages"] = messages.DeepClone(), ["tools"] = JsonNode.Parse(Tools), ["thinking"] = JsonNode.Parse(thinking) };
        using var response = await PostAsync("/v1/messages/count_tokens?beta=true", body);
        return (await response.JsonAsync()).GetProperty("input_tokens").GetInt32();
    }

    private static JsonObject Marked(string text) => new() { ["type"] = "text", ["text"] = text, ["cache_control"] = new JsonObject { ["type"] = "ephemeral" } };

    private async Task<ClaudeTurn> SendAsync(JsonArray content)
    {
        messages.Add(new JsonObject { ["role"] = "user", ["content"] = content });
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = messages.DeepClone(),
            ["system"] = new JsonArray(
                new JsonObject { ["type"] = "text", ["text"] = "x-anthropic-billing-header: cc_version=2.1.37.0d9; cc_entrypoint=cli;" },
                Marked("You are Claude Code, Anthropic's official CLI for Claude."),
                Marked("You are an interactive agent that helps with software engineering tasks.")),
            ["tools"] = JsonNode.Parse(Tools),
            ["metadata"] = new JsonObject { ["user_id"] = """{"device_id":"0f0f","account_uuid":"","session_id":"4e0ac0d2-0a4f-4b7e-8f6f-6f1c3a6b3d11"}""" },
            ["max_tokens"] = 32_000,
            ["thinking"] = JsonNode.Parse(thinking),
            ["stream"] = true,
        };
        using var response = await PostAsync("/v1/messages?beta=true", body);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var turn = ClaudeTurn.Read(ServerSentEvent.Read(await response.Content.ReadAsStringAsync()));
        messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = turn.Content.DeepClone() });

        // Only the newest blocks are marked: four marks are the most that a request may have.
        foreach (var block in content)
        {
            block!.AsObject().Remove("cache_control");
        }

        return turn;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, JsonObject body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        message.Headers.Add("anthropic-version", "2023-06-01");
        message.Headers.Add("anthropic-beta", Betas);
        message.Headers.Add("anthropic-dangerous-direct-browser-access", "true");
        message.Headers.Add("x-app", "cli");
        message.Headers.Add("x-stainless-retry-count", "0");
        message.Headers.TryAddWithoutValidation("User-Agent", "claude-cli/2.1.37 (external, cli)");
        var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync());
        return response;
    }
}
