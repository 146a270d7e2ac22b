namespace Fairlead.Protocols;

/// <summary>Tokens that an answer cost, as the upstream counted them.</summary>
/// <param name="InputTokens">All input: read from a cache, written to it, and neither.</param>
/// <param name="OutputTokens">All output, reasoning included.</param>
/// <param name="CachedTokens">The part of the input that was read from a cache.</param>
/// <param name="ReasoningTokens">The part of the output that was thinking.</param>
/// <param name="CacheWriteTokens">The part of the input that was written to a cache.</param>
public readonly record struct Usage(long InputTokens, long OutputTokens, long CachedTokens, long ReasoningTokens, long CacheWriteTokens = 0);
