using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Words of the dialect.</summary>
internal static class GeminiWords
{
    /// <summary>
    /// What Google documents to stand for the signature of a call that another model made; newer models refuse a turn whose first call has none.
    /// Source: https://cloud.google.com/vertex-ai/generative-ai/docs/thought-signatures
    /// </summary>
    public static ReadOnlySpan<byte> ForeignSignature => "skip_thought_signature_validator"u8;

    /// <summary>Whether a <c>finishReason</c> says that a candidate has ended.</summary>
    public static bool IsEnd(JsonSlice word) => word.IsString && !word.Is("FINISH_REASON_UNSPECIFIED"u8);

    /// <summary>A <c>finishReason</c> as a reason. Gemini says STOP whether or not it calls functions.</summary>
    public static StopReason Reason(JsonSlice word, bool hasCalls) => new(
        !word.IsPresent || word.Is("STOP"u8) ? hasCalls ? StopKind.ToolCalls : StopKind.End
        : word.Is("MAX_TOKENS"u8) ? StopKind.Length
        : IsFilter(word) ? StopKind.ContentFilter
        : StopKind.Other,
        word);

    private static bool IsFilter(JsonSlice word) =>
        word.Is("SAFETY"u8) || word.Is("RECITATION"u8) || word.Is("BLOCKLIST"u8) || word.Is("PROHIBITED_CONTENT"u8) || word.Is("SPII"u8)
        || word.Is("MODEL_ARMOR"u8) || word.Is("IMAGE_SAFETY"u8) || word.Is("IMAGE_PROHIBITED_CONTENT"u8) || word.Is("IMAGE_RECITATION"u8);
}
