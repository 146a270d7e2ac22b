using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Words of the dialect.</summary>
internal static class ConverseWords
{
    /// <summary>A <c>stopReason</c> as a reason.</summary>
    /// <param name="word">The word.</param>
    /// <param name="fields">The fields that the model itself adds, among which Claude names the stop sequence.</param>
    public static StopReason Reason(JsonSlice word, JsonSlice fields) => new(
        !word.IsPresent || word.Is("end_turn"u8) ? StopKind.End
        : word.Is("tool_use"u8) ? StopKind.ToolCalls
        : word.Is("max_tokens"u8) || word.Is("model_context_window_exceeded"u8) ? StopKind.Length
        : word.Is("stop_sequence"u8) ? StopKind.StopSequence
        : word.Is("content_filtered"u8) || word.Is("guardrail_intervened"u8) || word.Is("refusal"u8) ? StopKind.ContentFilter
        : StopKind.Other,
        word,
        fields["stop_sequence"u8] is { IsString: true } sequence ? sequence : default);
}
