using Fairlead.Gateway.Caching;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>What a request's own headers do.</summary>
public sealed class DirectiveTests
{
    [Fact]
    public async Task NoCache_AsksTheUpstream_AndKeepsItsAnswer()
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"));
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Upstream.Answer = ScriptedUpstream.SaysCompletion("new");

        Assert.Equal((ScriptedUpstream.Completion("new"), CacheStatus.Miss), await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), control: "no-cache")));
        Assert.Equal((ScriptedUpstream.Completion("new"), CacheStatus.Hit), await rig.GetAsync(CacheRig.Ask(CacheRig.Body())));
    }

    [Theory]
    [InlineData("no-store", null)]
    [InlineData("max-age=1, No-Store", null)]
    [InlineData(null, "0")]
    public async Task NoStore_NeitherServesNorKeeps(string? control, string? seconds)
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"));
        Assert.Equal(CacheStatus.Bypass, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), seconds: seconds, control: control))).Status);
        Assert.Equal(CacheStatus.Miss, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body()))).Status);
        Assert.Equal(CacheStatus.Bypass, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), seconds: seconds, control: control))).Status);
        Assert.Equal(3, rig.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("max-age=30", CacheStatus.Hit)]
    [InlineData("max-age=29", CacheStatus.Miss)]
    [InlineData("max-age=99999999999", CacheStatus.Hit)]
    [InlineData("min-fresh=29", CacheStatus.Hit)]
    [InlineData("min-fresh=30", CacheStatus.Miss)]
    [InlineData("max-stale, x=\"y\", no-transform", CacheStatus.Hit)]
    public async Task Ages_AreHonoured(string control, CacheStatus status)
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"));
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        rig.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(status, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), control: control))).Status);
    }

    [Fact]
    public async Task OnlyIfCached_NeverAsksTheUpstream()
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"));

        Assert.Equal("not_cached", (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), control: "only-if-cached"))).Text);
        Assert.Equal("not_cached", (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), control: "only-if-cached, no-store"))).Text);
        Assert.Empty(rig.Upstream.Requests);
        await rig.GetAsync(CacheRig.Ask(CacheRig.Body()));
        Assert.Equal(CacheStatus.Hit, (await rig.GetAsync(CacheRig.Ask(CacheRig.Body(), control: "only-if-cached"))).Status);
    }

    [Theory]
    [InlineData("x", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("86401", null)]
    [InlineData("60", "max-age")]
    [InlineData("60", "max-age=soon")]
    [InlineData("60", "min-fresh=-1")]
    public async Task InvalidValue_IsRefused(string seconds, string? control)
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"));

        var refusal = (await rig.SendAsync(CacheRig.Ask(CacheRig.Body(), seconds: seconds, control: control), Rig.Patience)).Refusal!;

        Assert.Equal((400, "invalid_value", control is null ? "x-fairlead-cache-ttl" : "cache-control"), (refusal.Status, refusal.Code, refusal.Param));
        Assert.Empty(rig.Upstream.Requests);
    }

    [Theory]
    [InlineData(true, CacheStatus.Hit)]
    [InlineData(false, CacheStatus.Bypass)]
    public async Task Request_SwitchesTheCacheOnForAnyModel_WhereThatIsAllowed(bool isAllowed, CacheStatus status)
    {
        await using var rig = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("old"), new CachingOptions { AllowRequests = isAllowed });
        var body = CacheRig.Body().Replace("\"m\"", "\"main/other\"", StringComparison.Ordinal);

        await rig.GetAsync(CacheRig.Ask(body, seconds: "60"));

        Assert.Equal(status, (await rig.GetAsync(CacheRig.Ask(body, seconds: "60"))).Status);
        Assert.Null((await rig.GetAsync(CacheRig.Ask(body, control: "max-age=nonsense"))).Status);
    }
}
