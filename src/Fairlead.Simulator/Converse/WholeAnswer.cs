using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>The answer of <c>Converse</c>.</summary>
internal static class WholeAnswer
{
    internal static JsonBody Of(ConverseRequest request, ConverseAnswer answer, Exchange exchange) => new(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("output");
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        WriteBlocks(json, answer);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        AnswerFields.WriteStop(json, request, answer);
        AnswerFields.WriteMetadata(json, request, answer, exchange);
        json.WriteEndObject();
    });

    private static void WriteBlocks(Utf8JsonWriter json, ConverseAnswer answer)
    {
        if (answer.Reasoning is { } reasoning)
        {
            WriteReasoning(json, reasoning);
        }

        if (answer.Answer.Content is { Length: > 0 } text)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        foreach (ToolCall call in answer.Answer.ToolCalls)
        {
            json.WriteStartObject();
            json.WriteStartObject("toolUse");
            json.WriteString("toolUseId", call.Id);
            json.WriteString("name", call.Name);
            json.WritePropertyName("input");
            json.WriteRawValue(call.Arguments.StartsWith('{') ? call.Arguments : "{}");
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteReasoning(Utf8JsonWriter json, ReasoningBlock reasoning)
    {
        json.WriteStartObject();
        json.WriteStartObject("reasoningContent");
        if (reasoning.Text is { } text)
        {
            json.WriteStartObject("reasoningText");
            json.WriteString("text", text);
            json.WriteString("signature", reasoning.Seal);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("redactedContent", reasoning.Seal);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
