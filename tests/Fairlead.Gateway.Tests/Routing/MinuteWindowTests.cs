using CsCheck;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class MinuteWindowTests
{
    private const long Minute = 60_000;

    [Fact]
    public void TryAdd_AnySequence_CountsWhatTheReferenceDoes() =>
        Gen.Select(Gen.Long[0, 45_000], Gen.Long[1, 9], Gen.Long[1, 40]).List[1, 60].Sample(static steps =>
        {
            var window = new MinuteWindow();
            var byMinute = new Dictionary<long, long>();
            var now = 10 * Minute;
            foreach (var (wait, count, limit) in steps)
            {
                now += wait;
                var minute = now / Minute;
                var current = byMinute.GetValueOrDefault(minute);
                var expected = current + (byMinute.GetValueOrDefault(minute - 1) * (Minute - (now % Minute)) / Minute);

                Assert.InRange(window.CountAt(now), expected - 1, expected);
                expected = window.CountAt(now);
                Assert.Equal(expected + count <= limit, window.TryAdd(count, limit, now));
                byMinute[minute] = current + (expected + count <= limit ? count : 0);
            }
        }, threads: 1);

    [Fact]
    public void CountAt_TimeReadBeforeTheMinuteTurned_ForgetsNothing()
    {
        var window = new MinuteWindow();
        window.Add(10, (2 * Minute) - 1);
        window.Add(5, 2 * Minute);

        Assert.Equal(15, window.CountAt((2 * Minute) - 1));
        Assert.Equal(15, window.CountAt(2 * Minute));
    }

    [Fact]
    public void Add_TakingBackMoreThanThereIs_LeavesNothing()
    {
        var window = new MinuteWindow();
        window.Add(2, Minute);
        window.Add(-5, Minute);

        Assert.Equal(0, window.CountAt(Minute));
    }

    [Fact]
    public void CountAt_AMinuteLater_IsGone()
    {
        var window = new MinuteWindow();
        window.Add(100, Minute);

        Assert.Equal((100, 50, 0), (window.CountAt(2 * Minute), window.CountAt((2 * Minute) + (Minute / 2)), window.CountAt(3 * Minute)));
    }
}
