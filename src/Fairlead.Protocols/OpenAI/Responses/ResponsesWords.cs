using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Words of the dialect.</summary>
internal static class ResponsesWords
{
    private static readonly JsonSlice MaxOutputTokens = JsonSlice.Of("max_output_tokens");
    private static readonly JsonSlice ContentFilter = JsonSlice.Of("content_filter");

    /// <summary>A schema's name where the client gave none: the dialect demands one.</summary>
    public static JsonSlice SchemaName { get; } = JsonSlice.Of("answer");

    /// <summary>The detail of a summary or an image that the vendor decides.</summary>
    public static JsonSlice Auto { get; } = JsonSlice.Of("auto");

    /// <summary>A string without text.</summary>
    public static JsonSlice Empty { get; } = JsonSlice.Literal("\"\"");

    /// <summary>Arguments of a call that has none.</summary>
    public static JsonSlice EmptyObject { get; } = JsonSlice.Literal("\"{}\"");

    /// <summary>Fields without a counterpart elsewhere that both of OpenAI's dialects know.</summary>
    public static IReadOnlyList<JsonSlice> Shared { get; } = [JsonSlice.Of("safety_identifier"), JsonSlice.Of("prompt_cache_retention")];

    /// <summary>Fields that only this dialect knows, and the shared ones.</summary>
    public static IReadOnlyList<JsonSlice> Own { get; } =
        [.. Shared, JsonSlice.Of("background"), JsonSlice.Of("conversation"), JsonSlice.Of("max_tool_calls"), JsonSlice.Of("prompt"), JsonSlice.Of("truncation")];

    /// <summary>How a response ended.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasCalls">Whether tools are to be called.</param>
    public static StopReason Reason(JsonSlice response, bool hasCalls)
    {
        if (!response["status"u8].Is("incomplete"u8))
        {
            return new StopReason(hasCalls ? StopKind.ToolCalls : StopKind.End, response["status"u8]);
        }

        var word = response["incomplete_details"u8]["reason"u8];
        return new StopReason(word.Is("max_output_tokens"u8) ? StopKind.Length : word.Is("content_filter"u8) ? StopKind.ContentFilter : StopKind.Other, word);
    }

    /// <summary>Why a response is incomplete; absent when it is complete. A reason that is not known passes in the upstream's word.</summary>
    public static JsonSlice Incompleteness(in StopReason reason) => reason.Kind switch
    {
        StopKind.Length => MaxOutputTokens,
        StopKind.ContentFilter => ContentFilter,
        StopKind.Other when reason.Word.IsString => reason.Word,
        _ => default,
    };

    /// <summary>The code of a failure, in the dialect's words where it has one.</summary>
    public static string Code(in UpstreamError failure) => failure.Kind switch
    {
        ErrorKind.RateLimited => "rate_limit_exceeded",
        ErrorKind.Quota => "insufficient_quota",
        ErrorKind.ContextLength => "context_length_exceeded",
        ErrorKind.Overloaded => "server_is_overloaded",
        _ => failure.Code ?? "server_error",
    };
}
