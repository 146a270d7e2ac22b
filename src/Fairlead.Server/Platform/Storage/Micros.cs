namespace Fairlead.Server.Platform.Storage;

/// <summary>Time as the store keeps it: integer microseconds since 1970-01-01T00:00:00Z.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? ToTime(long? micros) => micros is { } value ? ToTime(value) : null;

    public static long Now(TimeProvider time) => Of(time.GetUtcNow());
}
