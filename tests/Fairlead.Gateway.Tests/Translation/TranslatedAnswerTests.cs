using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Translation;

/// <summary>Clients of Messages and Responses at an upstream that knows Chat alone.</summary>
public sealed class TranslatedAnswerTests
{
    private const string Message = """{"model":"claude-sonnet","max_tokens":10,"messages":[{"role":"user","content":"hi"}]}""";
    private const string StreamedMessage = """{"model":"claude-sonnet","max_tokens":10,"stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Response = """{"model":"claude-sonnet","input":"hi"}""";
    private const string StreamedResponse = """{"model":"claude-sonnet","input":"hi","stream":true}""";

    private const string FirstWord =
        """data: {"id":"chatcmpl-1","model":"m","choices":[{"index":0,"delta":{"content":"Half"},"finish_reason":null}]}""" + "\n\n";

    [Fact]
    public async Task Message_AtAChatUpstream_ComesBackAsAMessage()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message);
        var answer = await ReadAsync(response);

        Assert.Equal("hello", answer.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("end_turn", answer.GetProperty("stop_reason").GetString());
        Assert.Equal((3, 2), (answer.GetProperty("usage").GetProperty("input_tokens").GetInt32(), answer.GetProperty("usage").GetProperty("output_tokens").GetInt32()));
        Assert.Equal("/v1/chat/completions", rig.Upstream.Requests[^1].Path);
        Assert.Equal("""{"model":"claude-sonnet","messages":[{"role":"user","content":"hi"}],"max_tokens":10}""", rig.Received);
        Assert.Equal("openai-compatible/claude-sonnet", response.Header("x-fairlead-model"));
        Assert.Null(response.Header("x-fairlead-dropped-params"));
    }

    [Fact]
    public async Task Message_WithWhatChatCannotSay_NamesItInAHeader()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("hello")));

        using var response = await rig.Client.PostTextAsync("/v1/messages", StreamedMessage.Replace("\"max_tokens\":10", "\"max_tokens\":10,\"top_k\":5,\"container\":\"c\"", StringComparison.Ordinal));

        Assert.Equal("top_k,container", response.Header("x-fairlead-dropped-params"));
    }

    [Fact]
    public async Task Message_WithFieldsWhoseNamesNoHeadCanHold_IsAnswered()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message.Replace("\"max_tokens\":10", "\"max_tokens\":10,\"größe\":1,\"a\\nb\":2", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("gr%C3%B6%C3%9Fe,a%0Ab", response.Header("x-fairlead-dropped-params"));
    }

    [Fact]
    public async Task StrictMessage_WithWhatChatCannotSay_IsRefusedBeforeTheCall()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-strict", "true");

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message.Replace("\"max_tokens\":10", "\"max_tokens\":10,\"top_k\":5,\"container\":\"c\"", StringComparison.Ordinal));
        var error = (await ReadAsync(response)).GetProperty("error");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("unsupported_parameter", error.GetProperty("code").GetString());
        Assert.Contains("'top_k'; 'container'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Message_AtAStrictProvider_IsRefusedToo()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), more: new() { ["strict"] = true });

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message.Replace("\"max_tokens\":10", "\"max_tokens\":10,\"top_k\":5", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/messages", StreamedMessage, "message_stop", "event: error\ndata: {\"type\":\"error\"")]
    [InlineData("/v1/responses", StreamedResponse, "response.completed", "event: response.failed\n")]
    public async Task Stream_CutInTheMiddle_EndsWithTheDialectsErrorAndNoSuccess(string path, string body, string success, string failure)
    {
        var isShown = new TaskCompletionSource();
        await using var rig = await Rig.StartAsync(ChatOnly(async context =>
        {
            await ScriptedUpstream.SaysStream(FirstWord)(context);
            await isShown.Task;
            context.Abort();
        }));

        using var response = await rig.Client.SendAsync(Post(path, body), HttpCompletionOption.ResponseHeadersRead, Rig.Patience);
        isShown.SetResult();
        var text = await response.Content.ReadAsStringAsync(Rig.Patience);

        Assert.Contains("Half", text, StringComparison.Ordinal);
        Assert.Contains(failure, text, StringComparison.Ordinal);
        Assert.DoesNotContain(success, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ThatBeginsWithAnError_HasAStatus()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream("data: {\"error\":{\"message\":\"no room\",\"code\":\"rate_limit_exceeded\"}}\n\n"));

        using var response = await rig.Client.PostTextAsync("/v1/messages", StreamedMessage);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("rate_limit_error", (await ReadAsync(response)).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"mess")]
    [InlineData("{\"hello\":1}")]
    public async Task Message_UpstreamsBodyIsHalfOrAnother_IsABadGateway(string body)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, "application/json", body));

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message);
        var error = (await ReadAsync(response)).GetProperty("error");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(("api_error", "upstream_invalid_response"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData(401, "{}", 502, "upstream_authentication_failed")]
    [InlineData(503, "{}", 529, "upstream_overloaded")]
    [InlineData(500, "{}", 502, "upstream_error")]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 5","code":"context_length_exceeded"}}""", 400, "context_length_exceeded")]
    public async Task Message_UpstreamFails_IsToldInAnthropicsShape(int upstream, string body, int status, string code)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(upstream, "application/json", body));

        using var response = await rig.Client.PostTextAsync("/v1/messages", Message);
        var answer = await ReadAsync(response);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(("error", code), (answer.GetProperty("type").GetString(), answer.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Response_ServerKnowsNoResponses_IsAskedInChatFromThenOn()
    {
        await using var rig = await Rig.StartAsync(ChatOnly(ScriptedUpstream.SaysCompletion("hello")));

        for (var i = 0; i < 2; i++)
        {
            using var response = await rig.Client.PostTextAsync("/v1/responses", Response);
            Assert.Equal("hello", (await ReadAsync(response)).GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
        }

        Assert.Equal(["/v1/responses", "/v1/chat/completions", "/v1/chat/completions"], rig.Upstream.Requests.Select(static request => request.Path));
    }

    [Fact]
    public async Task Response_ModelIsUnknownThere_StaysNotFound()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(404, "application/json", """{"error":{"message":"no such model","code":"model_not_found"}}"""));

        using var response = await rig.Client.PostTextAsync("/v1/responses", Response);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Single(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Stream_UpstreamIsSilent_TheClientGetsACommentAndThenTheRest()
    {
        var goOn = new TaskCompletionSource();
        await using var rig = await Rig.StartAsync(
            async context =>
            {
                await ScriptedUpstream.SaysStream(FirstWord)(context);
                await goOn.Task;
                await context.Response.WriteAsync("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
            },
            settings: new() { ["Gateway:KeepAliveSeconds"] = "0.2" });

        using var response = await rig.BeginAsync(Rig.HelloStream, Rig.Patience);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Rig.Patience));
        while (await reader.ReadLineAsync(Rig.Patience) is { } line && line != ": keep-alive")
        {
            // Comes after the first word, when nothing else does.
        }

        goOn.SetResult();
        Assert.Contains("[DONE]", await reader.ReadToEndAsync(Rig.Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ClientLeavesInTheMiddle_CancelsTheUpstream()
    {
        await using var rig = await Rig.StartAsync(async context =>
        {
            await ScriptedUpstream.SaysStream(FirstWord)(context);
            await context.RequestAborted.Ended();
        });
        var response = await rig.Client.SendAsync(Post("/v1/messages", StreamedMessage), HttpCompletionOption.ResponseHeadersRead, Rig.Patience);
        var seen = await rig.Upstream.NextAsync(Rig.Patience);
        response.Dispose();

        await seen.Aborted.Ended();
    }

    [Fact]
    public async Task CountTokens_VendorHasNoCount_IsEstimated()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.Client.PostTextAsync("/v1/messages/count_tokens", """{"model":"claude-sonnet","system":"Be brief.","messages":[{"role":"user","content":"one two three"}]}""");

        Assert.InRange((await ReadAsync(response)).GetProperty("input_tokens").GetInt32(), 5, 20);
        Assert.Empty(rig.Upstream.Requests);
    }

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };

    private static RequestDelegate ChatOnly(RequestDelegate chat) => context =>
        context.Request.Path == "/v1/chat/completions" ? chat(context) : ScriptedUpstream.Says(404, "application/json", """{"detail":"Not Found"}""")(context);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Rig.Patience));
}
