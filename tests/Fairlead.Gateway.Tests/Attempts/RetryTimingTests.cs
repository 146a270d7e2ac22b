using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class RetryTimingTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.5)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    [InlineData(60, 4)]
    public void Backoff_OfARetry_IsSpreadOverAllThatItMayBe(int retry, double most)
    {
        var dice = new Dice(7);
        var pauses = Enumerable.Range(0, 1_000).Select(_ => Backoff.Of(retry, 4, dice).TotalSeconds).ToList();

        Assert.InRange(pauses.Min(), 0, most * 0.02);
        Assert.InRange(pauses.Max(), most * 0.98, most);
        Assert.InRange(pauses.Average(), most * 0.45, most * 0.55);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" 5 ", 5)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", 0)]
    [InlineData("100000", 600)]
    [InlineData("999999999999999999999999999999999999999999", 600)]
    [InlineData("Sun, 22 Nov 2026 10:00:07 GMT", 7)]
    [InlineData("Sunday, 22-Nov-26 10:00:07 GMT", 7)]
    [InlineData("Sun Nov 22 10:00:07 2026", 7)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", 0)]
    public void RetryAfter_SecondsOrADate_IsTheWait(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Of(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("5, 5")]
    [InlineData("5 s")]
    [InlineData("11/22/2026")]
    public void RetryAfter_Garbage_IsNone(string? text) => Assert.Null(Of(text));

    private static TimeSpan? Of(string? text) => Place.RetryAfter(new AttemptFailure(FailureKind.RateLimited, "slow down") { RetryAfter = text }, Time);
}
