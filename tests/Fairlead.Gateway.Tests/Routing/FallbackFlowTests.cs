using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class FallbackFlowTests
{
    private static readonly RetryPolicy Never = new(0, new Dictionary<FailureKind, int>());

    [Theory]
    [InlineData(500, "", "g/m")]
    [InlineData(401, "", "g/m")]
    [InlineData(402, "", "g/m")] // The operator's account is empty.
    [InlineData(429, "", "g/m")]
    [InlineData(400, "context_length_exceeded", "w/m")]
    [InlineData(400, "content_policy_violation", "p/m")]
    [InlineData(400, "other", null)]
    public async Task Send_Failure_TurnsToTheModelsForIt(int status, string code, string? by)
    {
        await using var flow = await Flow.StartAsync([Primary() with { ContextWindowFallbacks = ["window"], ContentPolicyFallbacks = ["policy"] }, Flow.Route("general", "g"), Flow.Route("window", "w"), Flow.Route("policy", "p")]);
        flow.Fails("a", status, body: Error(code));

        Assert.Equal(by, (await flow.SendAsync()).By);
        Assert.Equal(1, flow.Calls("a"));
    }

    [Theory]
    [InlineData("context_length_exceeded")]
    [InlineData("content_policy_violation")]
    public async Task Send_WithoutModelsForTheKind_TurnsToTheGeneralOnes(string code)
    {
        await using var flow = await Flow.StartAsync([Primary(), Flow.Route("general", "g")]);
        flow.Fails("a", 400, body: Error(code));

        Assert.Equal("g/m", (await flow.SendAsync()).By);
    }

    [Fact]
    public async Task Send_InputTooLongForEveryWindow_TurnsToTheModelsForThat()
    {
        await using var flow = await Flow.StartAsync(
            [new RouteDefinition("gpt", [new("a", "m") { ContextWindow = 8_000 }, new("b", "m") { ContextWindow = 50 }]) { ContextWindowFallbacks = ["window"], Strategy = "order" }, Flow.Route("window", "w")]);

        // Sure to fit the large window without counting, which says nothing of the small one.
        Assert.Equal("a/m", (await flow.SendAsync(Flow.Request(content: Words(1_000)))).By);
        flow.Fails("a", 500);
        Assert.Equal((502, 0), ((await flow.SendAsync(Flow.Request(content: Words(1_000)))).Status, flow.Calls("b")));
        Assert.Equal("w/m", (await flow.SendAsync(Flow.Request(content: Words(9_000)))).By);
    }

    [Fact]
    public async Task Send_RouteWithoutFallbacks_HasTheDefaults()
    {
        await using var flow = await Flow.StartAsync([Primary() with { Fallbacks = null }, Flow.Route("general", "g")], new RoutingOptions { DefaultFallbacks = ["general"] });
        flow.Fails("a", 500);

        Assert.Equal("g/m", (await flow.SendAsync()).By);
    }

    [Fact]
    public async Task Send_AllFail_TellsTheFirstFailureAndTriesNoMoreModelsThanItMay()
    {
        await using var flow = await Flow.StartAsync(
            [Primary() with { Fallbacks = ["gone", "gpt", "f1", "f2", "f3"] }, Failing("f1", "g"), Failing("f2", "w"), Failing("f3", "p")], new RoutingOptions { MaxModels = 3 });
        flow.Fails("a", 503);
        flow.Fails("g", 500);
        flow.Fails("w", 429);

        var told = await flow.SendAsync();

        Assert.Equal((503, "a/m"), (told.Status, told.Request.Attempt!.Deployment!.FullName));
        Assert.Equal((1, 1, 1, 0), (flow.Calls("a"), flow.Calls("g"), flow.Calls("w"), flow.Calls("p")));
        var record = Assert.Single(flow.Sink.Requests);
        Assert.Equal(("a", 503, 3), (record.Provider.Identifier, record.UpstreamStatus, record.Attempts));
    }

    [Fact]
    public async Task Send_EverythingRests_TurnsToAnotherModel()
    {
        await using var flow = await Flow.StartAsync([Primary(), Flow.Route("general", "g")]);
        flow.Fails("a", 429, "5");
        await flow.SendAsync();

        Assert.Equal(("g/m", 1), ((await flow.SendAsync()).By, flow.Calls("a")));
    }

    [Fact]
    public async Task Send_StrictRequestThatOneCannotBeTold_GoesToAnother()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "claude", "b")], provider: Mixed);

        Assert.Equal("b/m", (await flow.SendAsync(Flow.Request(more: ",\"seed\":1", isStrict: true))).By);
        Assert.Equal(("b Completed", 0), (flow.Attempts, flow.Calls("claude")));
    }

    [Fact]
    public async Task Send_StrictRequestWhoseOnlyOtherPlaceCannotBeTold_IsRepeatedAndToldOfTheFailure()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "b", "claude")], provider: Mixed);
        flow.Fails("b", 500);

        var told = await flow.SendAsync(Flow.Request(more: ",\"seed\":1", isStrict: true));

        Assert.Equal((502, 3, 0), (told.Status, flow.Calls("b"), flow.Calls("claude")));
    }

    [Fact]
    public async Task Send_ResponseThatAProviderKeeps_GoesThere()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Fallbacks = ["other"] }, Flow.Route("other", "a")], responses: new OneResponse());
        flow["b"].Answer = ScriptedUpstream.Says(
            200, "application/json", """{"id":"resp_2","object":"response","created_at":1,"status":"completed","model":"m","output":[],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}""");
        const string Follows = ",\"previous_response_id\":\"resp_1\"";

        Assert.Equal("b/m", (await flow.SendAsync(Flow.Request(more: Follows, operation: Operation.Responses))).By);
        flow.Fails("b", 500);
        Assert.Equal(502, (await flow.SendAsync(Flow.Request(more: Follows, operation: Operation.Responses))).Status);
        Assert.Equal(0, flow.Calls("a"));
    }

    [Fact]
    public async Task Send_PreparationThrows_LeavesNothingUnderWay()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")], owned: new BrokenFiles());
        var breaker = flow.Find("gpt").Deployments[0].State.Breaker;
        breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(1), new BreakerSettings(3, 5), RetryFlowTests.Clock(flow), isProbe: false);
        flow.Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => flow.SendAsync(Flow.Request(parts: """[{"type":"file","file":{"file_id":"file-1"}}]""")));
        Assert.Equal(BreakerState.HalfOpen, breaker.StateAt(RetryFlowTests.Clock(flow)));
    }

    private static ProviderSnapshot Mixed(string name, string baseUrl) => name == "claude"
        ? Catalog.Snapshots.OfType("anthropic", name, new { baseUrl, apiKeySecretName = "KEY", models = new[] { new { name = "m" } } })
        : Catalog.Snapshots.Provider(name, baseUrl, new { name = "m" });

    private static RouteDefinition Primary() => Flow.Route("gpt", "a") with { Retries = Never, Fallbacks = ["general"] };

    private static RouteDefinition Failing(string name, string provider) => Flow.Route(name, provider) with { Retries = Never };

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));

    private static string Error(string code) => $$$"""{"error":{"message":"no","type":"invalid_request_error","param":null,"code":"{{{code}}}"}}""";

    private sealed class OneResponse : IResponseStore
    {
        public void Keep(KeptResponse response) => Assert.Equal("b", response.Provider);

        public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) =>
            new(id == "resp_1" ? new KeptResponse("resp_1", owner, "b", DateTimeOffset.UnixEpoch) : null);

        public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
    }

    private sealed class BrokenFiles : IOwnedObjects
    {
        public Task<OwnedObject?> FindAsync(string kind, string id, string owner, string? provider, CancellationToken cancellationToken) => throw new InvalidOperationException("The database is gone.");

        public Task<IReadOnlySet<string>> ListAsync(string kind, string owner, string provider, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddAsync(OwnedObject made, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(OwnedObject gone, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
