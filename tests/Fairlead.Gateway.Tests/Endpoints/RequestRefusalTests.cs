using System.Net.Http.Headers;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class RequestRefusalTests
{
    private static readonly object[] Models =
    [
        new { name = "claude-sonnet" }, new { name = "switched-off", enabled = false }, new { name = "embedder", operations = new[] { "embeddings" } },
        new { name = "narrow", contextWindow = 50 },
    ];

    [Theory]
    [InlineData("", 400, "invalid_json")]
    [InlineData("   ", 400, "invalid_json")]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("{\"model\":\"claude-sonnet\"", 400, "invalid_json")]
    [InlineData("{\"model\":\"claude-sonnet\"}}", 400, "invalid_json")]
    [InlineData("{\"model\":\"claude-sonnet\",}", 400, "invalid_json")]
    [InlineData("{model:1}", 400, "invalid_json")]
    [InlineData("[]", 400, "invalid_request_error")]
    [InlineData("\"text\"", 400, "invalid_request_error")]
    [InlineData("null", 400, "invalid_request_error")]
    [InlineData("{}", 400, "missing_required_parameter")]
    [InlineData("{\"messages\":[]}", 400, "missing_required_parameter")]
    [InlineData("{\"model\":1}", 400, "invalid_type")]
    [InlineData("{\"model\":null}", 400, "invalid_type")]
    [InlineData("{\"model\":\"claude-sonnet\",\"model\":\"claude-sonnet\"}", 400, "duplicate_parameter")]
    [InlineData("{\"model\":\"claude-sonnet\",\"\\u006dodel\":\"other\"}", 400, "duplicate_parameter")]
    [InlineData("{\"\\u006d\\u006fdel\":\"other\",\"mod\\u0065l\":\"claude-sonnet\"}", 400, "duplicate_parameter")]
    [InlineData("{\"model\":\"\"}", 404, "model_not_found")]
    [InlineData("{\"model\":\"unknown\"}", 404, "model_not_found")]
    [InlineData("{\"model\":\"\\ud800\"}", 404, "model_not_found")]
    [InlineData("{\"model\":\"nobody/claude-sonnet\"}", 404, "model_not_found")]
    [InlineData("{\"model\":\"switched-off\"}", 404, "model_not_found")]
    [InlineData("{\"model\":\"embedder\",\"messages\":[]}", 400, "unsupported_operation")]
    [InlineData("{\"model\":\"narrow\",\"messages\":[{\"role\":\"user\",\"content\":\"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z\"}]}", 400, "context_length_exceeded")]
    public async Task Chat_BodyThatCannotBeServed_IsRefusedBeforeTheUpstream(string body, int status, string code)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), Models);

        using var response = await rig.ChatAsync(body);

        Assert.Equal((status, code), await response.CodeAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("invalid_request_error", (await response.JsonAsync()).GetProperty("error").GetProperty("type").GetString());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Chat_DeepBody_IsRefusedAndNothingBreaks()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.ChatAsync("{\"model\":\"claude-sonnet\",\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}");

        Assert.Equal((400, "invalid_json"), await response.CodeAsync());
    }

    [Fact]
    public async Task Chat_NameLongerThanAnyModel_IsNotFound()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.ChatAsync($$"""{"model":"{{new string('a', 100_000)}}"}""");

        Assert.Equal((404, "model_not_found"), await response.CodeAsync());
    }

    [Fact]
    public async Task Chat_DisabledProvider_IsNotFoundAndSaysWhy()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        await rig.Server.Admin.PutJsonAsync("/v1/llm-providers/openai-compatible", new { enabled = false });

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((404, "model_not_found"), await response.CodeAsync());
        Assert.Contains("The provider 'openai-compatible'", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(rig.Upstream.Requests);
    }

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("br", 415)]
    [InlineData("Identity", 200)]
    public async Task Chat_ContentEncoding_IsRefusedUnlessItIsNone(string encoding, int status)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var content = new StringContent(Rig.Hello, new MediaTypeHeaderValue("application/json"));
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using var response = await rig.Client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Embeddings_ModelForChat_IsRefused()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.Client.PostTextAsync("/v1/embeddings", """{"model":"claude-sonnet","input":"a"}""");

        Assert.Equal((400, "unsupported_operation"), await response.CodeAsync());
    }

    // Codex tries a WebSocket first, and goes on over HTTP at once after a 426 alone.
    [Fact]
    public async Task Responses_OverWebSocket_AreRefusedWith426()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/responses");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");

        using var response = await rig.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((426, "websocket_not_supported"), await response.CodeAsync());
        Assert.Equal("HTTP/1.1", response.Headers.Upgrade.ToString());
    }

    [Theory]
    [InlineData("GET", "/v1/chat/completions", 405)]
    [InlineData("POST", "/v1/chat/completion", 404)]
    [InlineData("POST", "/v1/models", 405)]
    public async Task Gateway_OtherRoute_AnswersInOpenAIsShape(string method, string path, int status)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await rig.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("invalid_request_error", (await response.JsonAsync()).GetProperty("error").GetProperty("type").GetString());
    }
}
