using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>The <c>chat.completion</c> object.</summary>
internal static class WholeAnswer
{
    internal static JsonBody Of(Envelope envelope, IReadOnlyList<Answer> answers, Usage usage) => new(json =>
    {
        json.WriteStartObject();
        envelope.WriteTo(json, "chat.completion");
        json.WriteStartArray("choices");
        for (int i = 0; i < answers.Count; i++)
        {
            WriteChoice(json, i, answers[i]);
        }

        json.WriteEndArray();
        usage.WriteTo(json);
        json.WriteEndObject();
    });

    private static void WriteChoice(Utf8JsonWriter json, int index, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", answer.Content);
        if (answer.Thinking is not null)
        {
            json.WriteString("reasoning_content", answer.Thinking);
        }

        if (answer.ToolCalls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (ToolCall call in answer.ToolCalls)
            {
                json.WriteStartObject();
                json.WriteString("id", call.Id);
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", call.Name);
                json.WriteString("arguments", call.Arguments);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("refusal", answer.Refusal);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteEndObject();
        ChatLogprobs.Write(
            json,
            answer is { Logprobs: { } top, ToolCalls.Count: 0 } ? TokenLogprob.OfText(answer.Content ?? answer.Refusal ?? "", top) : null,
            answer.Refusal is not null);
        json.WriteString("finish_reason", answer.FinishReason);
        json.WriteEndObject();
    }
}
