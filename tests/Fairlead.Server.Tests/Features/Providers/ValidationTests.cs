using System.Text.Json;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class ValidationTests
{
    [Fact]
    public async Task Validation_OfModelsThatAnswer_SaysWhatItFound()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();

        using var response = await server.Admin.ConnectAsync(Config(upstream, """[{"name":"model-a"},{"name":"model-b"}]"""), validates: true);

        Assert.Equal(201, (int)response.StatusCode);
        var tested = (await response.JsonAsync()).GetProperty("result").GetProperty("testedModels");
        Assert.Equal(["model-a", "model-b"], tested.EnumerateObject().Select(static model => model.Name));
        Assert.All(tested.EnumerateObject(), static model =>
        {
            Assert.True(model.Value.GetProperty("isValid").GetBoolean());
            Assert.Equal("The model answered.", model.Value.GetProperty("message").GetString());
            Assert.True(model.Value.GetProperty("latencyMs").GetInt64() >= 0);
        });
        Assert.False((await server.ProviderAsync()).TryGetProperty("testedModels", out _));
    }

    [Fact]
    public async Task Validation_ThatFailsForOneModel_SavesNothing()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        var calls = 0;
        upstream.Answer = context => Interlocked.Increment(ref calls) == 1 ? ScriptedUpstream.SaysCompletion("ok")(context) : ScriptedUpstream.Says(404, "application/json", "{}")(context);

        var refusal = await server.Admin.ConnectAsync(Config(upstream, """[{"name":"model-a"},{"name":"model-b"}]"""), validates: true).RefusedAsync(400, "LLMProviderModelTestError");

        Assert.Equal("Connection test failed for provider 'openai-compatible'", refusal.Message());
        var tested = refusal.GetProperty("details").GetProperty("testedModels");
        Assert.Equal([false, true], tested.EnumerateObject().Select(static model => model.Value.GetProperty("isValid").GetBoolean()).Order());
        Assert.Empty(await server.Admin.ProvidersAsync());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Validation_ThatFails_LeavesAnExistingProviderAsItWas(string method)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(500, "text/plain", "no"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync("http://llm.example/v1");
        var before = await server.ProviderAsync();
        var config = Config(upstream, """[{"name":"model-b"}]""");

        var path = method == "POST" ? ProviderCalls.Route : ProviderCalls.Route + "/openai-compatible";
        var body = method == "POST" ? $$"""{"provider":"openai-compatible","config":{{config}}}""" : $$"""{"config":{{config}}}""";
        await server.Admin.SendTextAsync(method, path + "?validate_connection=true", body).RefusedAsync(400, "LLMProviderModelTestError");

        Assert.True(JsonElement.DeepEquals(before, await server.ProviderAsync()));
        Assert.NotEmpty(upstream.Requests);
    }

    [Fact]
    public async Task Validation_OfManyModels_CallsAtMostFourAtOnce()
    {
        using var gate = new Gate();
        await using var upstream = await ScriptedUpstream.StartAsync(gate.PassAsync);
        await using var server = await TestServer.StartAsync();
        var models = JsonSerializer.Serialize(Enumerable.Range(0, 12).Select(static index => new { name = $"model-{index}" }));

        var connecting = server.Admin.ConnectAsync(Config(upstream, models), validates: true);
        for (var arrived = 0; arrived < 12; arrived++)
        {
            await upstream.NextAsync(TestContext.Current.CancellationToken);
            if (arrived >= 3)
            {
                gate.LetOneThrough();
            }
        }

        gate.LetAllThrough();
        using var response = await connecting;
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(4, gate.Most);
    }

    [Fact]
    public async Task Validation_CallsEnabledModelsAlone_EachByItsOperations()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(AnswerAsync);
        await using var server = await TestServer.StartAsync();

        using var response = await server.Admin.ConnectAsync(
            Config(upstream, """[{"name":"chat-one"},{"name":"switched-off","enabled":false},{"name":"embed-one","operations":["embeddings"]},{"name":"both-ways","operations":["chat","embeddings"]}]"""),
            validates: true);

        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(
            ["/v1/chat/completions both-ways", "/v1/chat/completions chat-one", "/v1/embeddings both-ways", "/v1/embeddings embed-one"],
            upstream.Requests.Select(static request => $"{request.Path} {request.Json().GetProperty("model")}").Order(StringComparer.Ordinal));
        Assert.Equal(3, (await response.JsonAsync()).GetProperty("result").GetProperty("testedModels").EnumerateObject().Count());
    }

    [Fact]
    public async Task Validation_CallsEachOperationOfAModel_AndSaysWhichFailed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Request.Path.Value!.EndsWith("/responses", StringComparison.Ordinal)
            ? ScriptedUpstream.Says(500, "text/plain", "boom")(context)
            : ScriptedUpstream.SaysCompletion("ok")(context));
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.ConnectAsync(Config(upstream, """[{"name":"abc","operations":["chat","responses","messages"]}]"""), validates: true).RefusedAsync(400, "LLMProviderModelTestError");

        Assert.StartsWith("responses: ", refusal.GetProperty("details").GetProperty("testedModels").GetProperty("abc").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["/v1/chat/completions", "/v1/chat/completions", "/v1/responses"],
            upstream.Requests.Select(static request => request.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""["images"]""", "Not called: there is no tiny call for images.")]
    [InlineData("""["chat","images","audio"]""", "The model answered. Not called, since there is no tiny call for it: images, audio.")]
    public async Task Validation_OfOperationsWithoutATinyCall_SaysThatTheyWereNotCalled(string operations, string says)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();

        using var response = await server.Admin.ConnectAsync(Config(upstream, $$"""[{"name":"abc","operations":{{operations}}}]"""), validates: true);

        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(says, (await response.JsonAsync()).GetProperty("result").GetProperty("testedModels").GetProperty("abc").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("completions", """{"choices":[{"text":"ok"}]}""")]
    [InlineData("moderations", """{"results":[{"flagged":false}]}""")]
    [InlineData("rerank", """{"results":[{"index":0,"relevance_score":0.5}]}""")]
    public async Task Validation_OfOtherOperations_WantsTheirShape(string operation, string answer)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(200, "application/json", answer));
        await using var server = await TestServer.StartAsync();
        var config = Config(upstream, $$"""[{"name":"abc","operations":["{{operation}}"]}]""");

        using var accepted = await server.Admin.ConnectAsync(config, validates: true);
        Assert.Equal(201, (int)accepted.StatusCode);

        foreach (var other in (string[])["""{"error":{"message":"no"}}""", ScriptedUpstream.Completion("ok")])
        {
            upstream.Answer = ScriptedUpstream.Says(200, "application/json", other);
            var refusal = await server.Admin.ConnectAsync(config, validates: true).RefusedAsync(400, "LLMProviderModelTestError");
            Assert.Contains("not in OpenAI's shape for " + operation, refusal.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Validation_SendsWhatAnInvocationSends()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "sk-4711");
        var config = $$$"""{"baseUrl":"{{{upstream.BaseUrl}}}","apiKeySecretName":"KEY","customHeaders":{"X-Team":"a"},"models":[{"name":"abc","supportedFeatures":{"streaming":false,"temperature":false}}]}""";

        using var response = await server.Admin.ConnectAsync(config, validates: true);

        var request = Assert.Single(upstream.Requests);
        Assert.Equal("Bearer sk-4711", request.Headers["Authorization"]);
        Assert.Equal("a", request.Headers["X-Team"]);
        Assert.Equal("identity", request.Headers["Accept-Encoding"]);
        Assert.Equal(["max_tokens", "messages", "model"], request.Json().EnumerateObject().Select(static field => field.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("the key sk-hush/4711+a== is wrong")]
    [InlineData("the key sk-hush\\/4711+a== is wrong")]
    [InlineData("the key sk-hush/4711\\u002ba\\u003d= is wrong")]
    public async Task Validation_OfAnUpstreamThatEchoesTheKey_NeverShowsIt(string words)
    {
        const string Key = "sk-hush/4711+a==";
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(401, "application/json", $$$"""{"error":{"message":"{{{words}}}","code":"bad"}}"""));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", Key);
        var config = $$"""{"baseUrl":"{{upstream.BaseUrl}}","apiKeySecretName":"KEY","models":[{"name":"abc"}]}""";

        var refusal = await server.Admin.ConnectAsync(config, validates: true).RefusedAsync(400, "LLMProviderModelTestError");

        var message = refusal.GetProperty("details").GetProperty("testedModels").GetProperty("abc").GetProperty("message").GetString();
        Assert.EndsWith("It said: the key *** is wrong", message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", refusal.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, static line => line.Contains("4711", StringComparison.Ordinal));
    }

    private static string Config(ScriptedUpstream upstream, string models) => $$"""{"baseUrl":"{{upstream.BaseUrl}}","models":{{models}}}""";

    private static Task AnswerAsync(HttpContext context) => context.Request.Path.Value!.EndsWith("/embeddings", StringComparison.Ordinal)
        ? ScriptedUpstream.Says(200, "application/json", """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}""")(context)
        : ScriptedUpstream.SaysCompletion("ok")(context);

    private sealed class Gate : IDisposable
    {
        private readonly SemaphoreSlim open = new(0);
        private int now;
        private int most;

        public int Most => most;

        public void Dispose() => open.Dispose();

        public async Task PassAsync(HttpContext context)
        {
            Raise(Interlocked.Increment(ref now));
            await open.WaitAsync();
            Interlocked.Decrement(ref now);
            await ScriptedUpstream.SaysCompletion("ok")(context);
        }

        public void LetOneThrough() => open.Release();

        public void LetAllThrough() => open.Release(100);

        private void Raise(int value)
        {
            for (var seen = most; value > seen; seen = most)
            {
                Interlocked.CompareExchange(ref most, value, seen);
            }
        }
    }
}
