namespace Fairlead.Simulator.Chat;

/// <summary>Makes tokens take their time, without drifting when a wait runs late.</summary>
internal sealed class Pace(double tokensPerSecond, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();
    private double due;

    /// <summary>Waits until the tokens so far and <paramref name="tokens"/> more are due.</summary>
    internal async ValueTask WaitAsync(int tokens, CancellationToken cancellationToken)
    {
        if (tokensPerSecond <= 0)
        {
            return;
        }

        due += tokens;
        TimeSpan left = TimeSpan.FromSeconds(due / tokensPerSecond) - clock.GetElapsedTime(start);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }
}
