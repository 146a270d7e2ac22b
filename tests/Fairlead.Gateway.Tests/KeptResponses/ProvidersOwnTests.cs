using System.Text.Json;
using Fairlead.Simulator;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.KeptResponses;

/// <summary>Responses that their provider keeps: who made them and where is remembered, and nothing else.</summary>
public sealed class ProvidersOwnTests
{
    private const string Made = """{"id":"resp_native","object":"response","status":"completed","output":[]}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_AtTheSameProvider_GoesThroughUntouched(bool stream)
    {
        await using var rig = await Rig.StartAsync(stream ? SaysStream() : Says(Made));
        await rig.Client.RespondAsync(""" "input":"hi" """, stream);
        rig.Upstream.Answer = Says(Made);
        var calls = rig.Upstream.Requests.Count;

        await rig.Client.RespondAsync(""" "previous_response_id":"resp_native","input":"more","temperature":1.0""");
        var other = rig.Server.Client(await rig.Server.KeyAsync());
        var refused = await other.RefusedAsync(""" "previous_response_id":"resp_native","input":"more" """);

        Assert.Equal("""{"model":"claude-sonnet", "previous_response_id":"resp_native","input":"more","temperature":1.0}""", rig.Received);
        Assert.Equal((404, "previous_response_not_found"), refused);
        Assert.Equal(calls + 1, rig.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("GET", "?include=a&stream=false", "GET /v1/responses/resp_native")]
    [InlineData("DELETE", "", "DELETE /v1/responses/resp_native")]
    [InlineData("POST", "/cancel", "POST /v1/responses/resp_native/cancel")]
    [InlineData("GET", "/input_items?limit=3&order=asc", "GET /v1/responses/resp_native/input_items")]
    public async Task AskedAbout_ByItsOwner_IsAskedOfItsProvider(string method, string action, string asked)
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await rig.Client.RespondAsync(""" "input":"hi" """);
        rig.Upstream.Answer = Says("""{ "said": "so" }""");

        var (status, body) = await rig.Client.AboutAsync(method, "resp_native" + action);

        var seen = rig.Upstream.Requests[^1];
        Assert.Equal((200, """{ "said": "so" }"""), (status, body.GetRawText()));
        Assert.Equal((asked, $"Bearer {Rig.Secret}"), ($"{seen.Method} {seen.Path}", seen.Headers["Authorization"]));
        Assert.Equal(method == "DELETE" ? 404 : 200, (await rig.Client.AboutAsync("GET", "resp_native")).Status);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/cancel")]
    [InlineData("GET", "/input_items")]
    public async Task AskedAbout_ByAnother_Is404WithoutACall(string method, string action)
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await rig.Client.RespondAsync(""" "input":"hi" """);
        var calls = rig.Upstream.Requests.Count;
        var other = rig.Server.Client(await rig.Server.KeyAsync());

        Assert.Equal(404, (await other.AboutAsync(method, "resp_native" + action)).Status);
        Assert.Equal(calls, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task AskedAbout_AnswersOfTheProviderThatAreNone_AreTold()
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await rig.Client.RespondAsync(""" "input":"hi" """);

        rig.Upstream.Answer = ScriptedUpstream.Says(404, "application/json", """{"error":{"message":"gone","type":"invalid_request_error","param":null,"code":"theirs"}}""");
        Assert.Equal((404, "theirs"), await StatusAndCodeAsync(rig.Client));
        rig.Upstream.Answer = ScriptedUpstream.Says(401, "application/json", """{"error":{"message":"no"}}""");
        Assert.Equal((502, "upstream_authentication_failed"), await StatusAndCodeAsync(rig.Client));
        rig.Upstream.Answer = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal(502, (await StatusAndCodeAsync(rig.Client)).Status);
    }

    [Fact]
    public async Task AskedAbout_WhenItsProviderIsGone_Is404()
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await ConnectSecondAsync(rig, rig.Upstream.BaseUrl);
        using var made = await rig.Client.PostTextAsync(ResponseCalls.Route, """{"model":"openai/gpt-5","input":"hi"}""");
        Assert.Equal(200, (await rig.Client.AboutAsync("GET", "resp_native")).Status);

        using var deleted = await rig.Server.Admin.DeleteAsync(new Uri("/v1/llm-providers/openai", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal((404, "response_not_found"), await StatusAndCodeAsync(rig.Client));
    }

    [Fact]
    public async Task Made_NotToBeStored_IsNotRemembered()
    {
        await using var rig = await Rig.StartAsync(Says(Made));

        await rig.Client.RespondAsync(""" "store":false,"input":"hi" """);

        Assert.Contains("\"store\":false", rig.Received, StringComparison.Ordinal);
        Assert.Equal(404, (await rig.Client.AboutAsync("GET", "resp_native")).Status);
    }

    [Fact]
    public async Task Follow_WhatItsProviderHasForgotten_IsNotTriedInChat()
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await rig.Client.RespondAsync(""" "input":"hi" """);
        rig.Upstream.Answer = ScriptedUpstream.Says(404, "application/json", """{"error":{"message":"gone","type":"invalid_request_error","param":null,"code":null}}""");

        Assert.Equal(404, (await rig.Client.RefusedAsync(""" "previous_response_id":"resp_native","input":"more" """)).Status);
        Assert.Equal("/v1/responses", rig.Upstream.Requests[^1].Path);
    }

    [Fact]
    public async Task Follow_AtAnotherProvider_IsRefusedInClearWords()
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await using var chat = await ScriptedUpstream.StartAsync(ResponseCalls.ChatSays("Hello."));
        await ConnectSecondAsync(rig, chat.BaseUrl);
        await rig.Client.RespondAsync(""" "input":"hi" """);

        using var response = await rig.Client.PostTextAsync(ResponseCalls.Route, """{"model":"openai/gpt-5","previous_response_id":"resp_native","input":"more"}""");

        Assert.Equal((400, "previous_response_elsewhere"), await response.CodeAsync());
        Assert.DoesNotContain(chat.Requests, static request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Follow_WhatTheGatewayKeepsAtAProviderOfItsOwn_SendsTheItemsWithoutIdsAndThoughts()
    {
        await using var rig = await Rig.StartAsync(Says(Made));
        await using var chat = await ScriptedUpstream.StartAsync(ResponseCalls.ChatOnly(ScriptedUpstream.Says(200, "application/json", """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"Hm.","content":"Hello."},"finish_reason":"stop"}]}
            """)));
        await ConnectSecondAsync(rig, chat.BaseUrl);
        using var first = await rig.Client.PostTextAsync(ResponseCalls.Route, """{"model":"openai/gpt-5","input":"one"}""");
        var id = (await first.JsonAsync()).Id();

        using var second = await rig.Client.PostTextAsync(ResponseCalls.Route, $$"""{"model":"claude-sonnet","previous_response_id":"{{id}}","temperature":0.70,"input":"two"}""");

        var sent = JsonElement.Parse(rig.Received);
        var items = sent.GetProperty("input").EnumerateArray().ToList();
        Assert.True(second.IsSuccessStatusCode);
        Assert.False(sent.TryGetProperty("previous_response_id", out _));
        Assert.Contains("\"temperature\":0.70", rig.Received, StringComparison.Ordinal);
        Assert.Equal(["one", "Hello.", "two"], items.Select(static item => item.GetProperty("content")[0].GetProperty("text").GetString()));
        Assert.All(items, static item => Assert.False(item.TryGetProperty("id", out _)));
        Assert.Equal("previous_response_id", second.Header("x-fairlead-dropped-params"));
    }

    [Fact]
    public async Task Simulator_OverTwoTurns_KeepsTheStateItself()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Urls = "http://127.0.0.1:0", ApiKey = Rig.Secret }, cancelled);
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(simulator.BaseAddress.ToString(), Rig.Secret, [new { name = "gpt-5" }]);
        using var first = await server.Admin.PostTextAsync(ResponseCalls.Route, """{"model":"gpt-5","input":"call:f","tools":[{"type":"function","name":"f"}]}""");
        var asked = await first.JsonAsync();

        using var second = await server.Admin.PostTextAsync(ResponseCalls.Route, $$"""{"model":"gpt-5","previous_response_id":"{{asked.Id()}}","input":[{"type":"function_call_output","call_id":"{{asked.GetProperty("output")[0].GetProperty("call_id")}}","output":"nineteen"}]}""");
        var (status, items) = await server.Admin.AboutAsync("GET", (await second.JsonAsync()).Id() + "/input_items?order=asc&limit=1");

        Assert.Contains("nineteen", await second.Content.ReadAsStringAsync(cancelled), StringComparison.Ordinal);
        Assert.Equal((200, 1, true), (status, items.GetProperty("data").GetArrayLength(), items.GetProperty("has_more").GetBoolean()));
        Assert.Equal(400, (await server.Admin.AboutAsync("POST", asked.Id() + "/cancel")).Status);
        Assert.Equal(200, (await server.Admin.AboutAsync("DELETE", asked.Id())).Status);
        Assert.Equal(404, (await server.Admin.AboutAsync("GET", asked.Id())).Status);
    }

    private static Task<JsonElement> ConnectSecondAsync(Rig rig, string baseUrl) =>
        rig.Server.Admin.PostJsonAsync("/v1/llm-providers", new { provider = "openai", config = new { apiKeySecretName = Wiring.SecretName, baseUrl } });

    private static async Task<(int Status, string? Code)> StatusAndCodeAsync(HttpClient client)
    {
        var (status, body) = await client.AboutAsync("GET", "resp_native");
        return (status, body.Code());
    }

    private static RequestDelegate Says(string json) => ScriptedUpstream.Says(200, "application/json", json);

    private static RequestDelegate SaysStream() => ScriptedUpstream.SaysStream(
        "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_native\",\"output\":[]}}\n\n",
        $"event: response.completed\ndata: {{\"type\":\"response.completed\",\"response\":{Made}}}\n\n");
}
