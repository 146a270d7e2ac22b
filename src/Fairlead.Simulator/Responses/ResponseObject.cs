using System.Text.Json;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Responses.Output;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses;

/// <summary>The <c>response</c> object.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/responses/object</remarks>
internal static class ResponseObject
{
    /// <param name="json">Where to.</param>
    /// <param name="draft">The response.</param>
    /// <param name="unfinished">The status to tell while it is not finished; null when it is.</param>
    internal static void Write(Utf8JsonWriter json, ResponseDraft draft, string? unfinished)
    {
        JsonElement asked = draft.Request.Body;
        json.WriteStartObject();
        json.WriteString("id", draft.Id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", draft.CreatedAt);
        json.WriteString("status", unfinished ?? draft.Ending.Status);
        json.WriteBoolean("background", draft.Request.Background);
        WriteEnding(json, unfinished is null ? draft.Ending : null);
        Echo(json, asked, "instructions", "null");
        Echo(json, asked, "max_output_tokens", "null");
        Echo(json, asked, "max_tool_calls", "null");
        json.WriteString("model", draft.Request.Core.Model);
        WriteOutput(json, unfinished is null ? draft.Output : []);
        Echo(json, asked, "parallel_tool_calls", "true");
        Echo(json, asked, "previous_response_id", "null");
        Echo(json, asked, "prompt_cache_key", "null");
        WriteReasoning(json, asked.Get("reasoning"));
        Echo(json, asked, "safety_identifier", "null");
        WriteTier(json, asked.Text("service_tier"));
        Echo(json, asked, "store", "true");
        Echo(json, asked, "temperature", "1");
        WriteText(json, asked.Get("text"));
        Echo(json, asked, "tool_choice", "\"auto\"");
        Echo(json, asked, "tools", "[]");
        Echo(json, asked, "top_logprobs", "0");
        Echo(json, asked, "top_p", "1");
        Echo(json, asked, "truncation", "\"disabled\"");
        WriteUsage(json, unfinished is null && draft.Ending.Status != "failed" ? draft.Usage : null);
        Echo(json, asked, "user", "null");
        Echo(json, asked, "metadata", "{}");
        json.WriteEndObject();
    }

    private static void WriteEnding(Utf8JsonWriter json, ResponseEnding? ending)
    {
        json.WritePropertyName("error");
        json.WriteRawValue(ending?.Status == "failed"
            ? """{"code":"server_error","message":"The server had an error while processing your request. Sorry about that!"}"""
            : "null");
        if (ending?.Reason is not { } reason)
        {
            json.WriteNull("incomplete_details");
            return;
        }

        json.WriteStartObject("incomplete_details");
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, IReadOnlyList<OutputItem> output)
    {
        json.WriteStartArray("output");
        foreach (OutputItem item in output)
        {
            item.WriteTo(json, begun: false);
        }

        json.WriteEndArray();
    }

    private static void WriteReasoning(Utf8JsonWriter json, JsonElement? reasoning)
    {
        json.WriteStartObject("reasoning");
        json.WriteString("effort", reasoning?.Text("effort"));
        json.WriteString("summary", reasoning?.Text("summary") ?? reasoning?.Text("generate_summary"));
        json.WriteEndObject();
    }

    private static void WriteTier(Utf8JsonWriter json, string? asked) =>
        json.WriteString("service_tier", asked is null or "auto" ? "default" : asked);

    private static void WriteText(Utf8JsonWriter json, JsonElement? text)
    {
        json.WriteStartObject("text");
        json.WritePropertyName("format");
        json.WriteRawValue(text?.Get("format")?.GetRawText() ?? """{"type":"text"}""");
        json.WriteString("verbosity", text?.Text("verbosity") ?? "medium");
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, Usage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.Prompt);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", usage.Cached);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage.Completion);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.Reasoning);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", usage.Prompt + usage.Completion);
        json.WriteEndObject();
    }

    private static void Echo(Utf8JsonWriter json, JsonElement asked, string name, string otherwise)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(asked.Get(name)?.GetRawText() ?? otherwise);
    }
}
