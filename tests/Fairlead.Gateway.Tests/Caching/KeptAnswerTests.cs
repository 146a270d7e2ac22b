using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>What is kept, for whom, and for how long.</summary>
public sealed class KeptAnswerTests
{
    [Fact]
    public async Task SameRequest_WithinItsTime_IsAnsweredWithoutTheUpstream()
    {
        await using var rig = await CacheRig.StartAsync(Counting());

        var first = await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        var request = CacheRig.Ask(CacheRig.Body());
        var second = await rig.GetAsync(request);

        Assert.Equal((CacheStatus.Miss, CacheStatus.Hit), (first.Status!.Value, second.Status!.Value));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(TimeSpan.FromSeconds(59), request.AnswerAge);
        Assert.Single(rig.Upstream.Requests);
    }

    [Fact]
    public async Task SameRequest_AfterItsTime_GoesUpAgain()
    {
        await using var rig = await CacheRig.StartAsync(Counting());

        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(("answer 2", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
        Assert.Equal(("answer 2", CacheStatus.Hit), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
    }

    [Theory]
    [InlineData(false, "answer 2", CacheStatus.Miss)]
    [InlineData(true, "answer 1", CacheStatus.Hit)]
    public async Task AnotherCaller_GetsIt_OnlyWhereTheRouteShares(bool isShared, string text, CacheStatus status)
    {
        await using var rig = await CacheRig.StartAsync(Counting(), isShared: isShared);

        await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), "one"));

        Assert.Equal((text, status), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body(), "two")));
    }

    [Fact]
    public async Task SameRequest_AtAnotherUpstreamBehindTheSameNames_IsAnotherAnswer()
    {
        await using var rig = await CacheRig.StartAsync(Counting());
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        var route = new RouteDefinition("m", [new DeploymentDefinition("main", "up")]) { Cache = new CachePolicy(TimeSpan.FromMinutes(1), false) };

        rig.Declare(route);
        Assert.Equal(("answer 1", CacheStatus.Hit), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
        rig.Declare(rig.Upstream.BaseUrl + "/elsewhere", route);

        Assert.Equal(("answer 2", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
    }

    [Fact]
    public async Task AnotherRequest_IsAnotherAnswer()
    {
        await using var rig = await CacheRig.StartAsync(Counting());

        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));

        Assert.Equal(("answer 2", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body("ho"))));
    }

    [Fact]
    public async Task Failure_IsNotKept()
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.Says(400, "application/json", """{"error":{"message":"no"}}"""));

        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Upstream.Answer = ScriptedUpstream.SaysCompletion("yes");

        Assert.Equal(("yes", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
    }

    [Theory]
    [InlineData("data: [DONE]\n\n", true)]
    [InlineData("", false)]
    public async Task Stream_WithoutItsTerminator_IsNotKept(string terminator, bool isKept)
    {
        var stream = ScriptedUpstream.Stream("one two").Replace("data: [DONE]\n\n", terminator, StringComparison.Ordinal);
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysStream(stream));

        var first = await rig.GetAsync(CacheRig.Ask(CacheRig.Body(isStream: true)));
        var second = await rig.GetAsync(CacheRig.Ask(CacheRig.Body(isStream: true)));

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(isKept ? CacheStatus.Hit : CacheStatus.Miss, second.Status);
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_IsNotKept()
    {
        var cut = new GatedStream();
        cut.Say(GatedStream.Event("half"));
        await using var rig = await CacheRig.StartAsync(cut.AnswerAsync);

        var answer = (await rig.SendAsync(CacheRig.Ask(CacheRig.Body(isStream: true)), Rig.Patience)).Answer!;
        cut.Cut();
        Assert.NotNull((await CacheRig.ReadAsync(answer)).Failure);
        rig.Upstream.Answer = ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("whole"));

        Assert.Equal(CacheStatus.Miss, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(isStream: true)))).Status);
    }

    [Fact]
    public async Task Answer_LargerThanTheBound_PassesUnkept()
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion(new string('a', 5000)), new CachingOptions { MaxEntryBytes = 4096 });

        var (text, _) = await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));

        Assert.Equal(ScriptedUpstream.Completion(new string('a', 5000)), text);
        Assert.Equal(CacheStatus.Miss, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body()))).Status);
        Assert.Equal((0, 0), (rig.Cache.Counts.Entries, rig.Cache.Counts.SharedBytes));
    }

    [Fact]
    public async Task Memory_StaysWithinItsBound()
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion(new string('a', 5000)), new CachingOptions { MaxBytes = 30_000 });

        for (var i = 0; i < 20; i++)
        {
            await rig.GetAsync(CacheRig.Ask(CacheRig.Body($"{i}")));
        }

        Assert.InRange(rig.Cache.Counts.Bytes, 5000, 30_000);
        Assert.InRange(rig.Cache.Counts.Entries, 1, 5);
    }

    [Fact]
    public async Task FallbackAnswer_IsNotKept()
    {
        await using var rig = await CacheRig.StartAsync(Counting());
        rig.Declare(new RouteDefinition("m", [new DeploymentDefinition("main", "up")]) { Cache = new CachePolicy(TimeSpan.FromMinutes(1), false), Retries = new RetryPolicy(0, new Dictionary<FailureKind, int>()), Fallbacks = ["main/other"] });
        rig.Upstream.Answer = context => rig.Upstream.Requests[^1].Text.Contains("\"other\"", StringComparison.Ordinal)
            ? ScriptedUpstream.SaysCompletion("instead")(context)
            : ScriptedUpstream.Says(500, "application/json", "{}")(context);

        Assert.Equal(("instead", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
        Assert.Equal(("instead", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
    }

    [Fact]
    public async Task DisabledDeployment_AnswersNothingMore()
    {
        await using var rig = await CacheRig.StartAsync(Counting());
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));

        rig.Declare(new RouteDefinition("m", [new DeploymentDefinition("main", "up") { Enabled = false }]) { Cache = new CachePolicy(TimeSpan.FromMinutes(1), false) });

        Assert.Equal("model_not_found", (await rig.GetAsync(CacheRig.Ask(CacheRig.Body()))).Text);
    }

    [Fact]
    public async Task Clearing_ForgetsWhatIsKeptAndWhatIsOnItsWay()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(Counting());
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Upstream.Answer = gated.AnswerAsync;
        gated.Say(GatedStream.Event("a"));
        var under = await rig.SendAsync(CacheRig.Ask(CacheRig.Body(isStream: true)), Rig.Patience);

        await rig.Cache.ClearAsync(TestContext.Current.CancellationToken);
        gated.Say("data: [DONE]\n\n");
        gated.End();
        await CacheRig.ReadAsync(under.Answer!);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        rig.Upstream.Answer = Counting();

        Assert.Equal(("answer 1", CacheStatus.Miss), await SaidAsync(rig, CacheRig.Ask(CacheRig.Body())));
        Assert.Equal(CacheStatus.Miss, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(isStream: true)))).Status);
    }

    [Fact]
    public async Task Hit_IsRecordedAsARequestWithoutAttemptsOrCharge()
    {
        await using var rig = await CacheRig.StartAsync(Counting());

        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));

        var records = rig.Sink.Records.ToArray();
        Assert.Equal([(1, CacheStatus.Miss, true), (0, CacheStatus.Hit, false)], records.Select(static record => (record.Attempts, record.Cache!.Value, record.IsCharged)));
        Assert.All(records, static record => Assert.Equal((RequestOutcome.Completed, new Usage(3, 2, 0, 0), 200), (record.Outcome, record.Usage, record.UpstreamStatus)));
        Assert.Single(rig.Sink.Attempts);
    }

    [Theory]
    [InlineData(Operation.Chat, """{"model":"m","store":true,"messages":[]}""")]
    [InlineData(Operation.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}]}""")]
    [InlineData(Operation.Messages, """{"model":"m","container":"c","max_tokens":1,"messages":[]}""")]
    public async Task StatefulRequest_IsNotCached(Operation operation, string body)
    {
        await using var rig = await CacheRig.StartAsync(Counting());

        Assert.Equal(CacheStatus.Bypass, (await rig.GetAsync(CacheRig.Ask(body, operation: operation))).Status);
    }

    private static async Task<(string Said, CacheStatus Status)> SaidAsync(CacheRig rig, Gateway.Pipeline.GatewayRequest request)
    {
        var (text, status) = await rig.GetAsync(request);
        return (System.Text.Json.JsonElement.Parse(text).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!, status!.Value);
    }

    private static RequestDelegate Counting()
    {
        var count = 0;
        return context => ScriptedUpstream.SaysCompletion($"answer {Interlocked.Increment(ref count)}")(context);
    }
}
