using CsCheck;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class MeasureTests
{
    [Fact]
    public void FailureRate_TooFew_IsNotHigh()
    {
        var rate = new FailureRate();
        for (var i = 0; i < 19; i++)
        {
            rate.Add(0, failed: true);
        }

        Assert.False(rate.IsHighAt(0));
        rate.Add(0, failed: true);
        Assert.True(rate.IsHighAt(0));
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(9, 11, false)]
    [InlineData(100, 99, true)]
    public void FailureRate_OfEnough_IsHighFromAHalfOn(int failures, int successes, bool isHigh)
    {
        var rate = new FailureRate();
        for (var i = 0; i < failures + successes; i++)
        {
            rate.Add(i * 40, i < failures);
        }

        Assert.Equal(isHigh, rate.IsHighAt((failures + successes) * 40));
    }

    [Fact]
    public void FailureRate_AfterHalfAMinute_IsForgotten()
    {
        var rate = new FailureRate();
        for (var i = 0; i < 50; i++)
        {
            rate.Add(3_000, failed: true);
        }

        Assert.True(rate.IsHighAt(32_999));
        Assert.False(rate.IsHighAt(33_000));
        rate.Add(33_001, failed: true);
        Assert.False(rate.IsHighAt(33_001));
    }

    [Fact]
    public void FailureRate_Cleared_KnowsNothing()
    {
        var rate = new FailureRate();
        for (var i = 0; i < 50; i++)
        {
            rate.Add(0, failed: true);
        }

        rate.Clear();

        Assert.False(rate.IsHighAt(0));
    }

    [Fact]
    public void PeakLatency_Rise_IsFollowedAtOnceAndAFallSlowly()
    {
        var latency = new PeakLatency();
        latency.Add(100, 1_000);
        latency.Add(2_000, 1_100);
        Assert.Equal(2_000, latency.At(1_100));

        latency.Add(100, 1_200);

        Assert.InRange(latency.At(1_200), 1_900, 2_000);
    }

    [Fact]
    public void PeakLatency_WhatIsOld_IsKnownLessAndLess()
    {
        var latency = new PeakLatency();
        Assert.Equal(0, latency.At(5));
        latency.Add(1_000, 0);

        Assert.Equal(1_000 / Math.E, latency.At(10_000), 0.001);
        Assert.Equal(1_000, latency.At(-5_000)); // Whoever read the clock earlier and comes later.
    }

    [Fact]
    public void PeakLatency_ManyEqualMeasurements_ComeToThem()
    {
        var latency = new PeakLatency();
        latency.Add(2_000, 0);
        for (var now = 1_000; now <= 60_000; now += 1_000)
        {
            latency.Add(50, now);
        }

        Assert.InRange(latency.At(60_000), 50, 60);
    }

    [Fact]
    public void FirstByteTimes_TooFew_SayNothing()
    {
        var times = new FirstByteTimes();
        for (var i = 0; i < 19; i++)
        {
            times.Add(100);
        }

        Assert.Null(times.Quantile(0.95));
        times.Add(100);
        Assert.NotNull(times.Quantile(0.95));
    }

    [Fact]
    public void FirstByteTimes_Quantile_IsTheTrueOnesOrAFifthMore() =>
        Gen.Double[0.1, 600_000].Array[20, 400].Sample(static values =>
        {
            var times = new FirstByteTimes();
            foreach (var value in values)
            {
                times.Add(value);
            }

            var exact = values.Order().ElementAt((int)Math.Ceiling(values.Length * 0.95) - 1);

            Assert.InRange(times.Quantile(0.95)!.Value.TotalMilliseconds, exact * 0.9999, exact * 1.2);
        }, threads: 1);

    [Fact]
    public void FirstByteTimes_WhatIsOld_IsForgotten()
    {
        var times = new FirstByteTimes();
        for (var i = 0; i < 20_000; i++)
        {
            times.Add(i < 10_000 ? 5_000 : 100);
        }

        Assert.InRange(times.Quantile(0.95)!.Value.TotalMilliseconds, 100, 120);
    }

    [Fact]
    public void RetryBudget_Spent_IsFilledByTimeAndRequests()
    {
        var budget = new RetryBudget();
        Assert.Equal(100, Spend(budget, 1_000_000));

        for (var i = 0; i < 10; i++)
        {
            budget.Earn(0.25);
        }

        Assert.Equal(2, Spend(budget, 1_000_000));
        Assert.Equal(10, Spend(budget, 1_001_000));
        Assert.Equal(0, Spend(budget, 1_000_500)); // Whoever read the clock earlier and comes later.
        Assert.Equal(0, Spend(budget, 1_001_000));
        Assert.Equal(100, Spend(budget, 2_000_000));
    }

    private static int Spend(RetryBudget budget, long now)
    {
        var spent = 0;
        while (budget.TrySpend(now))
        {
            spent++;
        }

        return spent;
    }
}
