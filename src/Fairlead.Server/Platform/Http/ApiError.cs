namespace Fairlead.Server.Platform.Http;

/// <summary>A failure that a caller is told of.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">The stable name in <c>error</c>; <see cref="ApiErrors"/> has them all.</param>
/// <param name="Message">What is wrong, where, and what mends it.</param>
/// <param name="Details">What a program may read of it; null for nothing.</param>
public sealed record ApiError(int Status, string Name, string Message, object? Details = null)
{
    /// <summary>Seconds after which to come again: the <c>Retry-After</c> header.</summary>
    public long? RetryAfter { get; init; }
}
