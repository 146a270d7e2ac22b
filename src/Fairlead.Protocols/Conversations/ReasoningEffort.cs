using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// An effort in words against a budget in tokens. The steps are those that Google publishes for OpenAI's words
/// (https://ai.google.dev/gemini-api/docs/openai); no other vendor has published any.
/// </summary>
public static class ReasoningEffort
{
    private static readonly (byte[] Word, int Budget)[] Steps =
    [
        ([.. "minimal"u8], 1024),
        ([.. "low"u8], 1024),
        ([.. "medium"u8], 8192),
        ([.. "high"u8], 24576),
        ([.. "xhigh"u8], 32768),
        ([.. "max"u8], 32768),
    ];

    private static readonly JsonSlice Low = JsonSlice.Of("low");
    private static readonly JsonSlice Medium = JsonSlice.Of("medium");
    private static readonly JsonSlice High = JsonSlice.Of("high");

    /// <summary>Whether the effort is not to think at all.</summary>
    public static bool IsNone(JsonSlice effort) => effort.Is("none"u8);

    /// <summary>The tokens that an effort stands for; a word that is not known counts as <c>medium</c>.</summary>
    public static int ToBudget(JsonSlice effort)
    {
        foreach (var (word, budget) in Steps)
        {
            if (effort.Is(word))
            {
                return budget;
            }
        }

        return 8192;
    }

    /// <summary>The word for a budget: the step that it does not exceed.</summary>
    public static JsonSlice ToEffort(long budget) => budget <= 1024 ? Low : budget <= 8192 ? Medium : High;
}
