using System.Text.Json.Serialization;

namespace Fairlead.Server.Features.Invocations;

/// <summary>What a run cost.</summary>
/// <param name="InputTokens">Tokens read, cached ones included.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="CachedTokens">Tokens read from a cache.</param>
/// <param name="Cost">In USD; null when the model's price is not known.</param>
internal sealed record InvocationUsage(
    long InputTokens, long OutputTokens, long CachedTokens, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Cost)
{
    /// <summary>Whether a part of it is estimated rather than the upstream's own count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Estimated { get; init; }

    /// <summary>A cost in nano-dollars as the wire has it.</summary>
    public static decimal? ToDollars(long? nano) => nano is { } value ? value / 1_000_000_000m : null;
}
