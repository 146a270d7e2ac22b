using System.Security.Cryptography;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// Ids of an answer's calls where the upstream gives none. No two calls of a conversation may have the same, so that every answer's are made of something
/// that is its own: Anthropic refuses a conversation that repeats one, and clients take the later call's result for the earlier's.
/// </summary>
/// <param name="prefix">What they begin with.</param>
/// <param name="answer">Letters and digits that are the answer's alone; null for random ones.</param>
internal sealed class CallIds(string prefix, string? answer)
{
    private string? answer = answer;

    /// <summary>The id as it was given, or one that is made.</summary>
    /// <param name="given">The upstream's id; absent or empty where it gives none.</param>
    /// <param name="place">The call's place in the answer.</param>
    public JsonSlice Of(JsonSlice given, string place) =>
        given.Inner.IsEmpty ? JsonSlice.Of($"{prefix}_{answer ??= RandomNumberGenerator.GetHexString(24, lowercase: true)}_{place}") : given;
}
