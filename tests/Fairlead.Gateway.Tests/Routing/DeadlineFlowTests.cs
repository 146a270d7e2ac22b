using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>What holds for a request as a whole, whichever models it turns to.</summary>
public sealed class DeadlineFlowTests
{
    private static readonly RetryPolicy Never = new(0, new Dictionary<FailureKind, int>());

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(10, 100, 10)]
    [InlineData(null, 2, 30)] // The deadline of the model that was asked for is the gateway's: the fallback's own first byte ends it.
    public async Task Send_FallbackHangs_EndsWithTheAskedModelsTotal(int? asked, int? others, int seconds)
    {
        await using var flow = await Flow.StartAsync(
            [
                Flow.Route("gpt", "a") with { Retries = Never, Fallbacks = ["other"], Limits = new TimeLimits(TotalSeconds: asked) },
                Flow.Route("other", "b") with { Retries = Never, Limits = new TimeLimits(FirstByteSeconds: 30, TotalSeconds: others) },
            ]);
        flow.Fails("a", 500);
        flow.Hangs("b");
        var before = flow.Time.GetUtcNow();

        Assert.Equal(502, (await flow.SendInTimeAsync(step: 0.25)).Status);

        Assert.InRange((flow.Time.GetUtcNow() - before).TotalSeconds, seconds - 0.5, seconds + 6);
    }

    [Fact]
    public async Task CountTokens_ModelFails_IsCountedForItsFallback()
    {
        await using var flow = await Flow.StartAsync(
            [Flow.Route("gpt", "a") with { Retries = Never, Fallbacks = ["other"] }, Flow.Route("other", "b")],
            provider: static (name, address) => name == "a"
                ? Snapshots.OfType("anthropic-compatible", name, new { baseUrl = address, apiKeySecretName = "KEY", models = new[] { new { name = "m" } } })
                : Snapshots.Provider(name, address, new { name = "m" }));
        flow.Fails("a", 503);

        var told = await flow.SendAsync(Flow.Request(operation: Operation.CountTokens));

        Assert.Contains("input_tokens", System.Text.Encoding.UTF8.GetString(told.Result.Own.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_FallbacksThatAreGone_DoNotCount()
    {
        await using var flow = await Flow.StartAsync(
            [Flow.Route("gpt", "a") with { Fallbacks = ["gone", "other"] }, Flow.Route("other", "b")], new RoutingOptions { MaxModels = 2 });

        var (preview, _) = await flow.Explainer.ExplainAsync("gpt", Flow.Request());

        Assert.Equal(["other"], preview!.Fallbacks.General);
    }

    [Fact]
    public async Task Responses_ModelThatIsNowhere_TeachesNothingOfTheAddress()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never }]);
        flow.Fails("a", 404, body: """{"error":{"message":"no such model","code":404}}""");
        Assert.Equal(404, (await flow.SendAsync(Flow.Request(operation: Operation.Responses))).Status);
        Assert.Equal(["/v1/responses", "/v1/chat/completions"], flow["a"].Requests.Select(static seen => seen.Path));

        flow["a"].Answer = ScriptedUpstream.SaysCompletion("a");
        await flow.SendAsync(Flow.Request(operation: Operation.Responses));

        Assert.Equal("/v1/responses", flow["a"].Requests[^1].Path);
    }

    [Fact]
    public async Task Responses_ThatWereNotThere_AreLookedForAgainLater()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never }]);
        flow["a"].Answer = context => context.Request.Path == "/v1/responses"
            ? ScriptedUpstream.Says(404, "application/json", "{}")(context) : ScriptedUpstream.SaysCompletion("a")(context);
        await flow.SendAsync(Flow.Request(operation: Operation.Responses));
        await flow.SendAsync(Flow.Request(operation: Operation.Responses));
        Assert.Equal(3, flow.Calls("a"));
        flow.Time.Advance(TimeSpan.FromMinutes(10));

        await flow.SendAsync(Flow.Request(operation: Operation.Responses));

        Assert.Equal(["/v1/responses", "/v1/chat/completions"], flow["a"].Requests.Skip(3).Select(static seen => seen.Path));
    }
}
