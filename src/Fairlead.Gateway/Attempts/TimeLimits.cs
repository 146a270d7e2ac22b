namespace Fairlead.Gateway.Attempts;

/// <summary>The time-outs of a request, in seconds. What a request says wins over its route, that over the provider, and that over the gateway's options.</summary>
/// <param name="ConnectSeconds">To establish a connection; TLS has the time of gateway.connectTimeoutSeconds, which bounds both.</param>
/// <param name="FirstByteSeconds">From sending an attempt, to its last byte, to the first byte of its answer's body.</param>
/// <param name="IdleSeconds">Of silence within an answer.</param>
/// <param name="TotalSeconds">In all, every attempt included.</param>
public sealed record TimeLimits(double? ConnectSeconds = null, double? FirstByteSeconds = null, double? IdleSeconds = null, double? TotalSeconds = null)
{
    /// <summary>Says nothing.</summary>
    public static TimeLimits None { get; } = new();

    /// <summary>The limits with those of another filled in where these say nothing.</summary>
    public TimeLimits Or(TimeLimits other) =>
        ReferenceEquals(this, None) ? other
        : ReferenceEquals(other, None) ? this
        : new(ConnectSeconds ?? other.ConnectSeconds, FirstByteSeconds ?? other.FirstByteSeconds, IdleSeconds ?? other.IdleSeconds, TotalSeconds ?? other.TotalSeconds);
}
