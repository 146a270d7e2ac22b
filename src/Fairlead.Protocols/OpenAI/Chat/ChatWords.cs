using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Words of the dialect.</summary>
internal static class ChatWords
{
    /// <summary>A schema's name where the client gave none: the dialect demands one.</summary>
    public static JsonSlice SchemaName { get; } = JsonSlice.Of("answer");

    /// <summary>Fields without a counterpart elsewhere that both of OpenAI's dialects know.</summary>
    public static IReadOnlyList<JsonSlice> Shared { get; } = [JsonSlice.Of("safety_identifier"), JsonSlice.Of("prompt_cache_retention")];

    private static readonly JsonSlice StopWord = JsonSlice.Of("stop");
    private static readonly JsonSlice LengthWord = JsonSlice.Of("length");
    private static readonly JsonSlice ToolCallsWord = JsonSlice.Of("tool_calls");
    private static readonly JsonSlice ContentFilterWord = JsonSlice.Of("content_filter");

    /// <summary>A tier when it is one of the dialect's, which clients check; absent for another vendor's.</summary>
    public static JsonSlice Tier(JsonSlice tier) =>
        tier.Is("default"u8) || tier.Is("auto"u8) || tier.Is("flex"u8) || tier.Is("scale"u8) || tier.Is("priority"u8) ? tier : default;

    /// <summary>A <c>finish_reason</c> as a reason.</summary>
    public static StopReason Reason(JsonSlice word) => new(
        word.Is("stop"u8) ? StopKind.End
        : word.Is("tool_calls"u8) || word.Is("function_call"u8) ? StopKind.ToolCalls
        : word.Is("length"u8) ? StopKind.Length
        : word.Is("content_filter"u8) ? StopKind.ContentFilter
        : StopKind.Other,
        word);

    /// <summary>A reason as a <c>finish_reason</c>; a reason that is not known passes in the upstream's word.</summary>
    public static JsonSlice Word(in StopReason reason) => reason.Kind switch
    {
        StopKind.Length => LengthWord,
        StopKind.ToolCalls => ToolCallsWord,
        StopKind.ContentFilter => ContentFilterWord,
        StopKind.Other when reason.Word.IsString => reason.Word,
        _ => StopWord,
    };
}
