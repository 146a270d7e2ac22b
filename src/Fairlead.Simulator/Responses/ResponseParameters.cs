using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses;

/// <summary>Checks the parameters that need no look at the conversation.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/responses/create</remarks>
internal static class ResponseParameters
{
    private const int MostMetadata = 16;

    private static readonly HashSet<string> Known =
    [
        "background", "context_management", "conversation", "include", "input", "instructions", "max_output_tokens", "max_tool_calls",
        "metadata", "model", "parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key", "prompt_cache_retention",
        "reasoning", "safety_identifier", "client_metadata", "service_tier", "store", "stream", "stream_options", "temperature", "text", "tool_choice",
        "tools", "top_logprobs", "top_p", "truncation", "user",
    ];

    private static readonly string[] Includable =
    [
        "file_search_call.results", "web_search_call.results", "web_search_call.action.sources", "message.input_image.image_url",
        "computer_call_output.output.image_url", "code_interpreter_call.outputs", "reasoning.encrypted_content",
        "message.output_text.logprobs",
    ];

    internal static void Check(JsonElement body)
    {
        CheckNames(body, Known, "");
        body.Decimal("temperature", 0, 2);
        body.Decimal("top_p", 0, 1);
        body.Integer("max_tool_calls", 1);
        body.OneOf("truncation", "truncation", "auto", "disabled");
        body.OneOf("service_tier", "service_tier", "auto", "default", "flex", "scale", "priority");
        body.OneOf("prompt_cache_retention", "prompt_cache_retention", "in-memory", "in_memory", "24h");
        foreach (string text in (string[])["instructions", "safety_identifier", "prompt_cache_key", "previous_response_id"])
        {
            body.OptionalString(text, text);
        }

        body.CheckUser();
        CheckReasoning(body);
        CheckStreamOptions(body);
        CheckMetadata(body);
    }

    internal static void CheckNames(JsonElement element, IReadOnlySet<string> known, string prefix)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw new RefusedException(ApiError.Unknown(prefix + member.Name));
            }
        }
    }

    internal static IReadOnlySet<string> ReadInclude(JsonElement body)
    {
        var included = new HashSet<string>(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement item in body.Items("include"))
        {
            string name = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            included.Add(Includable.Contains(name)
                ? name
                : throw new RefusedException(ApiError.WrongValue($"include[{index}]", name, JsonReading.Listed(Includable))));
            index++;
        }

        return included;
    }

    private static void CheckReasoning(JsonElement body)
    {
        if (Object(body, "reasoning") is not { } reasoning)
        {
            return;
        }

        CheckNames(reasoning, new HashSet<string> { "effort", "summary", "generate_summary", "context", "mode" }, "reasoning.");
        reasoning.OneOf("effort", "reasoning.effort", "none", "minimal", "low", "medium", "high", "xhigh", "max");
        reasoning.OneOf("context", "reasoning.context", "auto", "current_turn", "all_turns");
        reasoning.OneOf("summary", "reasoning.summary", "auto", "concise", "detailed");
    }

    private static void CheckStreamOptions(JsonElement body)
    {
        if (Object(body, "stream_options") is not { } options)
        {
            return;
        }

        if (!body.Flag("stream"))
        {
            throw new RefusedException(ApiError.BadRequest(
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options"));
        }

        CheckNames(options, new HashSet<string> { "include_obfuscation" }, "stream_options.");
    }

    private static void CheckMetadata(JsonElement body)
    {
        if (Object(body, "metadata") is not { } metadata)
        {
            return;
        }

        if (metadata.GetPropertyCount() > MostMetadata)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid 'metadata': too many properties. Expected an object with at most {MostMetadata} properties, but got an object with {metadata.GetPropertyCount()} properties instead.",
                "metadata",
                "object_above_max_properties"));
        }

        foreach (JsonProperty entry in metadata.EnumerateObject())
        {
            metadata.OptionalString(entry.Name, $"metadata.{entry.Name}");
        }
    }

    internal static JsonElement? Object(JsonElement body, string name) => body.Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } found => found,
        { } other => throw new RefusedException(ApiError.WrongType(name, "an object", JsonReading.KindOf(other))),
    };
}
