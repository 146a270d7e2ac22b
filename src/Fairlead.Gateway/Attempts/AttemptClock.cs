namespace Fairlead.Gateway.Attempts;

/// <summary>
/// Bounds an attempt: time to the first byte, silence between bytes, and all of it. Its token is cancelled by whichever comes
/// first, or by the client's departure; afterwards it says which it was.
/// </summary>
public sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration departure;
    private readonly CancellationToken clientLeft;
    private readonly TimeLimits limits;
    private readonly GatewayOptions options;
    private readonly TimeProvider time;
    private readonly long startedAt;
    private long boundedFrom;
    private bool isTotalNext;
    private bool isSending;

    /// <summary>Starts the clock; the first byte is awaited.</summary>
    /// <param name="limits">The time-outs that are not the options'.</param>
    /// <param name="options">The options.</param>
    /// <param name="time">What the time is read from.</param>
    /// <param name="boundedFrom">When the request began: the total is counted from there.</param>
    /// <param name="clientLeft">The client's departure.</param>
    public AttemptClock(TimeLimits limits, GatewayOptions options, TimeProvider time, long boundedFrom, CancellationToken clientLeft)
    {
        this.limits = limits;
        this.options = options;
        this.time = time;
        this.clientLeft = clientLeft;
        this.boundedFrom = boundedFrom;
        startedAt = time.GetTimestamp();
        source = new CancellationTokenSource(Next(FirstByteSeconds), time);
        departure = clientLeft.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    /// <summary>The time-outs that the request asks for itself, among <c>limits</c>.</summary>
    internal TimeLimits Own { get; init; } = TimeLimits.None;

    /// <summary>How long a stream may be silent before the client gets a sign of life.</summary>
    public TimeSpan KeepAlive => TimeSpan.FromSeconds(options.KeepAliveSeconds);

    /// <summary>What it reads the time from.</summary>
    public TimeProvider Time => time;

    /// <summary>Cancelled when the attempt must end.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The first byte has come.</summary>
    public bool HasFirstByte { get; private set; }

    /// <summary>How long the first byte took.</summary>
    public TimeSpan TimeToFirstByte { get; private set; }

    /// <summary>How long the attempt has taken.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(startedAt);

    /// <summary>The client left.</summary>
    public bool HasClientLeft => clientLeft.IsCancellationRequested;

    /// <summary>A bound was passed.</summary>
    public bool HasTimedOut => source.IsCancellationRequested && !HasClientLeft;

    /// <summary>The client is to send more of its upload: nothing here bounds that.</summary>
    public void AwaitClient() => source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>The upstream is to take more of an upload.</summary>
    public void AwaitUpstream()
    {
        isSending = true;
        source.CancelAfter(TimeSpan.FromSeconds(IdleSeconds));
    }

    /// <summary>All of an upload has gone up: the bounds of the answer run from now on.</summary>
    public void Sent()
    {
        isSending = false;
        boundedFrom = time.GetTimestamp();
        source.CancelAfter(Next(FirstByteSeconds));
    }

    /// <summary>Bytes have come: silence is measured from now on.</summary>
    public void Heard()
    {
        if (!HasFirstByte)
        {
            HasFirstByte = true;
            TimeToFirstByte = Elapsed;
        }

        source.CancelAfter(Next(IdleSeconds));
    }

    /// <summary>The failure that the bound that was passed means.</summary>
    public AttemptFailure TimedOut() => new(FailureKind.TimedOut, DescribeTimeout()) { IsHurried = IsHurried };

    /// <summary>Which bound was passed, and the setting that moves it.</summary>
    private string DescribeTimeout() =>
        isSending ? $"The upstream took no more of the request for {IdleSeconds:0.###} s ({IdleSetting})."
        : isTotalNext ? $"The answer was not complete within {TotalSeconds:0.###} s ({Setting(limits.TotalSeconds, "total")})."
        : HasFirstByte ? $"The upstream fell silent for {IdleSeconds:0.###} s in the middle of its answer ({IdleSetting})."
        : $"The upstream sent no answer within {FirstByteSeconds:0.###} s ({Setting(limits.FirstByteSeconds, "firstByte")}).";

    /// <inheritdoc/>
    public void Dispose()
    {
        departure.Dispose();
        source.Dispose();
    }

    // Of the total, what earlier attempts have used up is not this one's.
    private bool IsHurried =>
        isTotalNext ? HasFirstByte || Own.TotalSeconds is not null || Elapsed.TotalSeconds * 2 < TotalSeconds
        : HasFirstByte || isSending ? Own.IdleSeconds < options.IdleTimeoutSeconds
        : Own.FirstByteSeconds < options.FirstByteTimeoutSeconds;

    private double FirstByteSeconds => limits.FirstByteSeconds ?? options.FirstByteTimeoutSeconds;

    private double IdleSeconds => limits.IdleSeconds ?? options.IdleTimeoutSeconds;

    private double TotalSeconds => limits.TotalSeconds ?? options.TotalTimeoutSeconds;

    private string IdleSetting => Setting(limits.IdleSeconds, "idle");

    private static string Setting(double? own, string name) =>
        own is null ? $"setting gateway.{name}TimeoutSeconds" : $"setting timeouts.{name}Seconds of the route or provider, or the request's own";

    private TimeSpan Next(double seconds)
    {
        var left = TimeSpan.FromSeconds(TotalSeconds) - time.GetElapsedTime(boundedFrom);
        var next = TimeSpan.FromSeconds(seconds);
        isTotalNext = next >= left;
        return !isTotalNext ? next : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
