namespace Fairlead.Protocols.OpenAI;

/// <summary>Tokens that an answer cost, as the upstream counted them.</summary>
/// <param name="InputTokens"><c>prompt_tokens</c>: all input, cached included.</param>
/// <param name="OutputTokens"><c>completion_tokens</c>: all output, reasoning included.</param>
/// <param name="CachedTokens"><c>prompt_tokens_details.cached_tokens</c>: the part of the input that was read from a cache.</param>
/// <param name="ReasoningTokens"><c>completion_tokens_details.reasoning_tokens</c>.</param>
public readonly record struct Usage(long InputTokens, long OutputTokens, long CachedTokens, long ReasoningTokens);
