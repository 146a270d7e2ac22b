namespace Fairlead.Simulator.Chat;

/// <summary>Makes tokens take their time, without drifting when a wait runs late.</summary>
internal sealed class Pace(double tokensPerSecond, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private double _tokens;

    /// <summary>Waits until the tokens so far and <paramref name="tokens"/> more are due.</summary>
    internal async ValueTask WaitAsync(int tokens, CancellationToken cancellationToken)
    {
        if (tokensPerSecond <= 0)
        {
            return;
        }

        _tokens += tokens;
        TimeSpan left = TimeSpan.FromSeconds(_tokens / tokensPerSecond) - clock.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }
}
