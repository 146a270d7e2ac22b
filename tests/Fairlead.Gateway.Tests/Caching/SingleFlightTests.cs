using System.Text;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Metering;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>Identical requests at the same time.</summary>
public sealed class SingleFlightTests
{
    private static readonly string Streamed = CacheRig.Body(isStream: true);

    [Fact]
    public async Task TwentyStreams_MakeOneUpstreamCall_AndAllSeeItAsItComes()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));

        var requests = Enumerable.Range(0, 20).Select(static _ => CacheRig.Ask(Streamed)).ToArray();
        var results = await Task.WhenAll(requests.Select(async request => await rig.SendAsync(request, Rig.Patience)));
        foreach (var result in results)
        {
            Assert.Equal(GatedStream.Event("one"), await PieceAsync(result.Answer!));
        }

        gated.Say(GatedStream.Event("two"));
        gated.Say("data: [DONE]\n\n");
        gated.End();
        var rests = await Task.WhenAll(results.Select(static result => CacheRig.ReadAsync(result.Answer!)));

        Assert.All(rests, static rest => Assert.Equal((GatedStream.Event("two") + "data: [DONE]\n\n", null), rest));
        Assert.Single(rig.Upstream.Requests);
        Assert.Equal([CacheStatus.Miss, .. Enumerable.Repeat(CacheStatus.Shared, 19)], requests.Select(static request => request.CacheStatus!.Value).OrderBy(static status => status));
        await Waiting.UntilAsync(() => rig.Sink.Records.Count == 20); // The upstream counts nothing: the leader's record waits for the tokenizer.
        Assert.Single(rig.Sink.Records, static record => record.IsCharged);
        Assert.Equal(CacheStatus.Hit, (await rig.GetAsync(CacheRig.Ask(Streamed))).Status);
    }

    [Fact]
    public void Leader_WhoseFlightIsForgottenBeforeItJoins_JoinsAllTheSame()
    {
        var options = new CachingOptions();
        using var flight = new Flight(new FlightPieces(options, new SharedBytes(options)), static _ => { }, static (_, _) => Task.CompletedTask) { Leader = CacheRig.Ask(Streamed) };

        flight.LetGo(); // DELETE /v1/cache, between the flight's start and its leader's joining.

        Assert.Null(flight.TryJoin(isLeader: false, CancellationToken.None));
        Assert.NotNull(flight.TryJoin(isLeader: true, CancellationToken.None));
    }

    [Fact]
    public async Task LateFollower_GetsTheStreamFromItsBeginning()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));
        var leader = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;
        await PieceAsync(leader);

        var follower = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;

        Assert.Equal(GatedStream.Event("one"), await PieceAsync(follower));
        await follower.DisposeAsync();
        await leader.DisposeAsync();
        await gated.GivenUp.Task.WaitAsync(Rig.Patience);
    }

    [Fact]
    public async Task Leader_ThatLeavesInTheMiddle_LeavesTheAnswerToItsFollowers()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));
        using var leaves = new CancellationTokenSource();
        var leader = (await rig.SendAsync(CacheRig.Ask(Streamed), leaves.Token)).Answer!;
        var follower = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;
        await PieceAsync(leader);

        await leaves.CancelAsync();
        Assert.True((await leader.ReadAsync()).IsEmpty);
        await leader.DisposeAsync();
        gated.Say("data: [DONE]\n\n");
        gated.End();

        Assert.Equal((GatedStream.Event("one") + "data: [DONE]\n\n", null), await CacheRig.ReadAsync(follower));
        await Waiting.UntilAsync(() => rig.Sink.Records.Count == 2);
        Assert.Equal([RequestOutcome.ClientLeft, RequestOutcome.Completed], rig.Sink.Records.Select(static record => record.Outcome).OrderByDescending(static outcome => outcome));
        Assert.Equal(CacheStatus.Hit, (await rig.GetAsync(CacheRig.Ask(Streamed))).Status);
    }

    [Fact]
    public async Task LastReader_ThatLeaves_EndsTheUpstreamCall()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));
        using var leaves = new CancellationTokenSource();
        var leader = (await rig.SendAsync(CacheRig.Ask(Streamed), leaves.Token)).Answer!;
        var follower = (await rig.SendAsync(CacheRig.Ask(Streamed), leaves.Token)).Answer!;
        await PieceAsync(leader);
        var reading = leader.ReadAsync();

        await leaves.CancelAsync();

        await gated.GivenUp.Task.WaitAsync(Rig.Patience);
        Assert.True((await reading).IsEmpty);
        await leader.DisposeAsync();
        await follower.DisposeAsync();
        await Waiting.UntilAsync(() => rig.Sink.Records.Count == 2 && rig.Cache.Counts.SharedBytes == 0);
        Assert.All(rig.Sink.Records, static record => Assert.Equal(RequestOutcome.ClientLeft, record.Outcome));
    }

    [Fact]
    public async Task Leader_ThatLeavesBeforeTheAnswer_IsFollowedByAnother()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        using var leaves = new CancellationTokenSource();
        var leading = rig.SendAsync(CacheRig.Ask(Streamed), leaves.Token).AsTask();
        await rig.Upstream.NextAsync(Rig.Patience);
        var following = Enumerable.Range(0, 3).Select(_ => rig.GetAsync(CacheRig.Ask(Streamed))).ToArray();

        await Waiting.UntilAsync(() => rig.Cache.Counts.Readers == 4);

        await leaves.CancelAsync();
        Assert.True((await leading).HasClientLeft);
        await gated.GivenUp.Task.WaitAsync(Rig.Patience);
        await rig.Upstream.NextAsync(Rig.Patience);
        gated.Say("data: [DONE]\n\n");
        gated.End();

        Assert.All(await Task.WhenAll(following), static got => Assert.Equal("data: [DONE]\n\n", got.Text));
        Assert.Equal(2, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task UpstreamsFailure_IsToldToAll()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await CacheRig.StartAsync(async context =>
        {
            await gate.Task;
            await ScriptedUpstream.Says(400, "application/json", """{"error":{"message":"no"}}""")(context);
        });
        var leading = rig.GetAsync(CacheRig.Ask(Streamed));
        await rig.Upstream.NextAsync(Rig.Patience);
        var requests = Enumerable.Range(0, 3).Select(static _ => CacheRig.Ask(Streamed)).ToArray();
        var following = requests.Select(rig.GetAsync).ToArray();
        await Waiting.UntilAsync(() => rig.Cache.Counts.Readers == 4);
        gate.SetResult();

        Assert.Equal("BadRequest", (await leading).Text);
        Assert.All(await Task.WhenAll(following), static got => Assert.Equal(("BadRequest", CacheStatus.Shared), (got.Text, got.Status!.Value)));
        Assert.Single(rig.Upstream.Requests);
        Assert.Equal(4, rig.Sink.Records.Count(static record => record.Outcome == RequestOutcome.Failed));
    }

    [Fact]
    public async Task Cut_IsToldToEach()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));
        var answers = new List<Answer>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add((await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!);
        }

        await Task.WhenAll(answers.Select(PieceAsync));
        gated.Cut();
        var ends = await Task.WhenAll(answers.Select(CacheRig.ReadAsync));

        Assert.All(ends, static end => Assert.Equal(FailureKind.CutOff, end.Failure!.Kind));
    }

    [Fact]
    public async Task LongAnswer_LeavesBehindWhoReadsTooSlowly_AndNobodyElseJoins()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync, new CachingOptions { MaxEntryBytes = 2048 });
        gated.Say(GatedStream.Event("one"));
        var quick = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;
        var slow = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;
        await PieceAsync(quick);
        await PieceAsync(slow);

        for (var i = 0; i < 3; i++)
        {
            gated.Say(GatedStream.Event(new string('x', 1000)));
            await PieceAsync(quick);
        }

        rig.Upstream.Answer = ScriptedUpstream.SaysStream("data: [DONE]\n\n");
        Assert.Equal(("data: [DONE]\n\n", CacheStatus.Miss), await rig.GetAsync(CacheRig.Ask(Streamed)));
        var (_, failure) = await CacheRig.ReadAsync(slow);
        Assert.Equal(FailureKind.CutOff, failure!.Kind);
        Assert.InRange(rig.Cache.Counts.SharedBytes, 0, 2048);

        gated.Say("data: [DONE]\n\n");
        gated.End();
        Assert.Equal(("data: [DONE]\n\n", null), await CacheRig.ReadAsync(quick));
    }

    [Fact]
    public async Task RequestWithTimeOutsOfItsOwn_GoesAlone()
    {
        var gated = new GatedStream();
        await using var rig = await CacheRig.StartAsync(gated.AnswerAsync);
        gated.Say(GatedStream.Event("one"));
        await using var leader = (await rig.SendAsync(CacheRig.Ask(Streamed), Rig.Patience)).Answer!;

        rig.Upstream.Answer = ScriptedUpstream.SaysStream("data: [DONE]\n\n");

        Assert.Equal(("data: [DONE]\n\n", CacheStatus.Miss), await rig.GetAsync(CacheRig.Ask(Streamed, limits: new TimeLimits(TotalSeconds: 5))));
    }

    private static async Task<string> PieceAsync(Answer answer) => Encoding.UTF8.GetString((await answer.ReadAsync()).Span);
}
