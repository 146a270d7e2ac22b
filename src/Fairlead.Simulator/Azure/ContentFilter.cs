using System.Text.Json;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Azure;

/// <summary>What Azure's content filter says of a prompt it stops.</summary>
/// <remarks>https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter</remarks>
internal static class ContentFilter
{
    private static readonly string[] Categories = ["hate", "self_harm", "sexual", "violence"];

    internal static ApiError Refusal { get; } = new(
        400,
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
        null,
        "prompt",
        "content_filter")
    { More = WriteReasons };

    private static void WriteReasons(Utf8JsonWriter json)
    {
        json.WriteNumber("status", 400);
        json.WriteStartObject("innererror");
        json.WriteString("code", "ResponsibleAIPolicyViolation");
        json.WriteStartObject("content_filter_result");
        foreach (string category in Categories)
        {
            json.WriteStartObject(category);
            json.WriteBoolean("filtered", category == "violence");
            json.WriteString("severity", category == "violence" ? "medium" : "safe");
            json.WriteEndObject();
        }

        json.WriteStartObject("jailbreak");
        json.WriteBoolean("filtered", false);
        json.WriteBoolean("detected", false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
