namespace Fairlead.Gateway.Attempts;

/// <summary>Reads the monotonic clock.</summary>
internal static class Clocks
{
    /// <summary>Milliseconds since some moment in the past.</summary>
    public static long Milliseconds(this TimeProvider time) => (long)(time.GetTimestamp() * (1000d / time.TimestampFrequency));
}
