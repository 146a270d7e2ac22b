using System.Buffers;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Words of the dialect. Source: https://docs.anthropic.com/en/api/handling-stop-reasons</summary>
internal static class MessagesWords
{
    /// <summary>A string without text.</summary>
    public static JsonSlice Empty { get; } = JsonSlice.Literal("\"\"");

    private static readonly SearchValues<byte> IdLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);
    private static readonly JsonSlice EndTurn = JsonSlice.Of("end_turn");
    private static readonly JsonSlice StopSequence = JsonSlice.Of("stop_sequence");
    private static readonly JsonSlice MaxTokens = JsonSlice.Of("max_tokens");
    private static readonly JsonSlice ContextWindow = JsonSlice.Of("model_context_window_exceeded");
    private static readonly JsonSlice ToolUse = JsonSlice.Of("tool_use");
    private static readonly JsonSlice Refusal = JsonSlice.Of("refusal");
    private static readonly JsonSlice PauseTurn = JsonSlice.Of("pause_turn");

    /// <summary>A <c>stop_reason</c> as a reason.</summary>
    public static StopReason Reason(JsonSlice word, JsonSlice sequence) => new(
        word.Is("end_turn"u8) || word.IsNull ? StopKind.End
        : word.Is("tool_use"u8) ? StopKind.ToolCalls
        : word.Is("max_tokens"u8) || word.Is("model_context_window_exceeded"u8) ? StopKind.Length
        : word.Is("stop_sequence"u8) ? StopKind.StopSequence
        : word.Is("refusal"u8) ? StopKind.ContentFilter
        : word.Is("pause_turn"u8) ? StopKind.Pause
        : StopKind.Other,
        word,
        sequence.IsString ? sequence : default);

    /// <summary>A reason as a <c>stop_reason</c>; a reason that is not known passes in the upstream's word.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="hasRefused">Whether the answer has words of a refusal: other dialects tell no reason for it.</param>
    /// <param name="hasCalls">Whether the answer calls tools: some servers end such an answer as any other.</param>
    public static JsonSlice Word(in StopReason reason, bool hasRefused, bool hasCalls) => reason.Kind switch
    {
        StopKind.Length => reason.Word.Is(ContextWindow.Inner) ? ContextWindow : MaxTokens,
        StopKind.ToolCalls => ToolUse,
        StopKind.ContentFilter => Refusal,
        StopKind.StopSequence => StopSequence,
        StopKind.Pause => PauseTurn,
        StopKind.Other when reason.Word.IsString => reason.Word,
        _ => hasRefused ? Refusal : hasCalls ? ToolUse : EndTurn,
    };

    /// <summary>The answer's id: the upstream's when it is Anthropic's, otherwise one of ours.</summary>
    public static JsonSlice Id(JsonSlice id, ReplyContext context) => id.Inner.StartsWith("msg_"u8) ? id : JsonSlice.Of($"msg_{context.Id}");

    /// <summary>
    /// A call's id as the dialect takes it, letters, digits, hyphens and underscores: other vendors' may have more. The same id always becomes the
    /// same. Source: https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview
    /// </summary>
    public static JsonSlice CallId(JsonSlice id)
    {
        if (!id.IsString || id.Inner.IndexOfAnyExcept(IdLetters) < 0)
        {
            return id;
        }

        var letters = id.Text.ToArray();
        for (var i = 1; i < letters.Length - 1; i++)
        {
            letters[i] = IdLetters.Contains(letters[i]) ? letters[i] : (byte)'_';
        }

        return new JsonSlice(letters);
    }
}
