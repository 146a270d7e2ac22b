using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;

namespace Fairlead.Simulator.Tests.Messages;

/// <summary>What the tests of the Messages API say to a simulator of theirs.</summary>
internal static class MessagesClient
{
    internal const string Address = "/v1/messages";

    internal const string Weather = """
        {"name":"get_weather","description":"Weather of a city","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}
        """;

    internal static AnthropicClient Anthropic(this TestSimulator simulator, string key = "sk-ant-any") => new()
    {
        BaseUrl = simulator.Server.BaseAddress.GetLeftPart(UriPartial.Authority),
        ApiKey = key,
        MaxRetries = 0,
    };

    /// <summary>A request of one user message, with other members as JSON put in or, for null, taken out.</summary>
    internal static JsonObject Say(string text, params (string Name, string? Json)[] members)
    {
        var body = new JsonObject
        {
            ["model"] = "claude-sonnet",
            ["max_tokens"] = 4096,
            ["messages"] = new JsonArray(Message("user", JsonValue.Create(text))),
        };
        foreach ((string name, string? json) in members)
        {
            if (json is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = JsonNode.Parse(json);
            }
        }

        return body;
    }

    internal static JsonObject Message(string role, JsonNode? content) => new() { ["role"] = role, ["content"] = content };

    internal static Task<HttpResponseMessage> AskAsync(
        this TestSimulator simulator, JsonObject body, string path = Address, params (string Name, string Value)[] headers) =>
        simulator.AskAsync(body.ToJsonString(), path, headers);

    internal static Task<HttpResponseMessage> AskAsync(
        this TestSimulator simulator, string body, string path = Address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return simulator.Http.SendAsync(request, TestSimulator.Cancelled);
    }

    internal static async Task<JsonElement> AnswerAsync(this TestSimulator simulator, JsonObject body, string path = Address)
    {
        using HttpResponseMessage response = await simulator.AskAsync(body, path);
        string text = await response.Content.ReadAsStringAsync(TestSimulator.Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    /// <summary>The status, and the type and message of the error.</summary>
    internal static async Task<(int Status, string? Type, string? Message)> ErrorAsync(HttpResponseMessage response)
    {
        JsonElement body = await TestSimulator.JsonAsync(response);
        Assert.Equal("error", body.GetProperty("type").GetString());
        Assert.Equal(response.Headers.GetValues("request-id").Single(), body.GetProperty("request_id").GetString());
        JsonElement error = body.GetProperty("error");
        return ((int)response.StatusCode, error.GetProperty("type").GetString(), error.GetProperty("message").GetString());
    }

    internal static async Task<string?> RefusalAsync(this TestSimulator simulator, JsonObject body, string path = Address)
    {
        using HttpResponseMessage response = await simulator.AskAsync(body, path);
        (int status, string? type, string? message) = await ErrorAsync(response);
        Assert.Equal((400, "invalid_request_error"), (status, type));
        return message;
    }

    /// <summary>The events of a stream: names and data, which must agree.</summary>
    internal static async Task<JsonElement[]> StreamAsync(this TestSimulator simulator, JsonObject body, string path = Address)
    {
        body["stream"] = true;
        using HttpResponseMessage response = await simulator.AskAsync(body, path);
        string text = await response.Content.ReadAsStringAsync(TestSimulator.Cancelled);
        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static JsonElement Parse(string sent)
    {
        string[] lines = sent.Split('\n');
        Assert.Equal(2, lines.Length);
        JsonElement data = JsonElement.Parse(lines[1]["data: ".Length..]);
        Assert.Equal($"event: {data.GetProperty("type").GetString()}", lines[0]);
        return data;
    }
}
