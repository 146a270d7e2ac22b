using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

/// <summary>A clock that stands still, and tells when somebody begins to wait fifteen seconds.</summary>
internal sealed class SilenceClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private readonly Channel<bool> waits = Channel.CreateUnbounded<bool>();

    /// <summary>Completes when somebody has begun to wait.</summary>
    public ValueTask<bool> SilenceBeginsAsync(CancellationToken cancellationToken) => waits.Reader.ReadAsync(cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Silence)
        {
            waits.Writer.TryWrite(true);
        }

        return timer;
    }
}
