using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class BreakerTests
{
    private const long Start = 1_000_000;
    private static readonly BreakerSettings Settings = new(3, 5);
    private readonly Breaker breaker = new();

    [Fact]
    public void Fail_OfOneClassInARow_Opens()
    {
        Fail(FailureKind.Unreachable, 2);
        Assert.Equal((BreakerState.Closed, null), (breaker.StateAt(Start), breaker.OpenedBy));

        Fail(FailureKind.Unreachable);

        Assert.Equal((BreakerState.Open, FailureKind.Unreachable), (breaker.StateAt(Start), breaker.OpenedBy));
        Assert.Equal(TimeSpan.FromSeconds(5), breaker.RemainingAt(Start));
        Assert.False(breaker.TryPass(Start + 4_999, out _));
        Assert.Equal(BreakerState.HalfOpen, breaker.StateAt(Start + 5_000));
    }

    [Fact]
    public void Fail_OfClassesInTurn_DoesNotOpen()
    {
        for (var i = 0; i < 9; i++)
        {
            Fail(i % 2 == 0 ? FailureKind.Unreachable : FailureKind.RateLimited);
        }

        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start));
    }

    [Fact]
    public void Succeed_BetweenFailures_BeginsTheRowAnew()
    {
        Fail(FailureKind.Unreachable, 2);
        breaker.Succeed(Start, isProbe: false);
        Fail(FailureKind.Unreachable, 2);

        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start));
    }

    [Fact]
    public void Fail_OfHalfOfEnough_Opens()
    {
        for (var i = 0; i < 9; i++)
        {
            Fail(FailureKind.Unreachable);
            breaker.Succeed(Start, isProbe: false);
        }

        breaker.Succeed(Start, isProbe: false);
        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start));
        Fail(FailureKind.Unreachable);

        Assert.Equal(BreakerState.Open, breaker.StateAt(Start));
    }

    [Theory]
    [InlineData(FailureKind.Auth, 30)]
    [InlineData(FailureKind.NotFound, 30)]
    [InlineData(FailureKind.NotOpenAIShaped, 30)]
    [InlineData(FailureKind.RateLimited, 5)]
    [InlineData(FailureKind.Overloaded, 5)]
    [InlineData(FailureKind.TimedOut, 5)]
    [InlineData(FailureKind.CutOff, 5)]
    public void Fail_OfAClass_RestsAsLongAsThatTakes(FailureKind kind, int seconds)
    {
        Fail(kind, 3);

        Assert.Equal(TimeSpan.FromSeconds(seconds), breaker.RemainingAt(Start));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(100_000, 600)]
    public void Fail_WithRetryAfter_OpensAtOnceForAsLongAsItSays(int asked, int seconds)
    {
        breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(asked), Settings, Start, isProbe: false);

        Assert.Equal(TimeSpan.FromSeconds(seconds), breaker.RemainingAt(Start));
    }

    [Fact]
    public void Fail_WithRetryAfterNow_IsAsIfItHadNotSaid()
    {
        breaker.Fail(FailureKind.Overloaded, TimeSpan.Zero, Settings, Start, isProbe: false);
        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start));
        breaker.Fail(FailureKind.Overloaded, TimeSpan.Zero, Settings, Start, isProbe: false);
        breaker.Fail(FailureKind.Overloaded, TimeSpan.Zero, Settings, Start, isProbe: false);

        Assert.Equal(TimeSpan.FromSeconds(5), breaker.RemainingAt(Start));
    }

    [Fact]
    public void Fail_OfWhatWasUnderWayWhenItOpened_DoesNotRestLonger()
    {
        Fail(FailureKind.Unreachable, 3);
        breaker.Fail(FailureKind.TimedOut, null, Settings, Start + 4_000, isProbe: false);

        Assert.Equal((BreakerState.HalfOpen, FailureKind.Unreachable), (breaker.StateAt(Start + 5_000), breaker.OpenedBy));
    }

    [Fact]
    public void TryPass_AfterTheCooldown_IsForOneAlone()
    {
        Fail(FailureKind.Unreachable, 3);

        Assert.True(breaker.TryPass(Start + 5_000, out var isProbe));
        Assert.True(isProbe);
        Assert.False(breaker.TryPass(Start + 5_000, out isProbe));
        Assert.False(isProbe);
        Assert.Equal(BreakerState.Open, breaker.StateAt(Start + 60_000));
    }

    [Fact]
    public void Succeed_OfTheProbe_Closes()
    {
        Fail(FailureKind.Unreachable, 30);
        _ = breaker.TryPass(Start + 5_000, out _);
        breaker.Succeed(Start + 5_001, isProbe: true);

        Assert.Equal((BreakerState.Closed, null, TimeSpan.Zero), (breaker.StateAt(Start + 5_001), breaker.OpenedBy, breaker.RemainingAt(Start + 5_001)));
        Assert.True(breaker.TryPass(Start + 5_001, out var isProbe));
        Assert.False(isProbe);

        // What was before is forgotten: it takes as many failures again.
        breaker.Fail(FailureKind.Unreachable, null, Settings, Start + 5_002, isProbe: false);
        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start + 5_002));
    }

    [Fact]
    public void Succeed_OfWhatWasUnderWay_DoesNotClose()
    {
        Fail(FailureKind.Unreachable, 3);
        breaker.Succeed(Start, isProbe: false);

        Assert.Equal(BreakerState.Open, breaker.StateAt(Start));
    }

    [Fact]
    public void Fail_OfTheProbe_RestsAgain()
    {
        Fail(FailureKind.Unreachable, 3);
        _ = breaker.TryPass(Start + 5_000, out _);
        breaker.Fail(FailureKind.Unreachable, null, Settings, Start + 6_000, isProbe: true);

        Assert.Equal(BreakerState.Open, breaker.StateAt(Start + 10_999));
        Assert.True(breaker.TryPass(Start + 11_000, out var isProbe));
        Assert.True(isProbe);
    }

    [Fact]
    public void Abstain_OfTheProbe_LetsTheNextOneProbe()
    {
        Fail(FailureKind.Unreachable, 3);
        _ = breaker.TryPass(Start + 5_000, out _);
        breaker.Abstain(isProbe: true);

        Assert.True(breaker.TryPass(Start + 5_000, out var isProbe));
        Assert.True(isProbe);
    }

    private void Fail(FailureKind kind, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            breaker.Fail(kind, null, Settings, Start, isProbe: false);
        }
    }
}
