using System.Text.Json;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Converse;

/// <summary>The members that a whole answer and the end of a stream have in common.</summary>
internal static class AnswerFields
{
    internal static void WriteStop(Utf8JsonWriter json, ConverseRequest request, ConverseAnswer answer)
    {
        json.WriteString("stopReason", answer.StopReason);
        if (request.ResponsePaths.Count > 0)
        {
            json.WriteStartObject("additionalModelResponseFields");
            if (request.ResponsePaths.Contains("/stop_sequence"))
            {
                json.WriteString("stop_sequence", answer.StopSequence);
            }

            json.WriteEndObject();
        }
    }

    internal static void WriteMetadata(Utf8JsonWriter json, ConverseRequest request, ConverseAnswer answer, Exchange exchange)
    {
        answer.Usage.WriteTo(json);
        json.WriteStartObject("metrics");
        json.WriteNumber("latencyMs", (long)exchange.Elapsed.TotalMilliseconds);
        json.WriteEndObject();
        if (request.GuardrailTrace is { } guardrail)
        {
            json.WriteStartObject("trace");
            json.WriteStartObject("guardrail");
            json.WriteStartObject("inputAssessment");
            json.WriteStartObject(guardrail);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (request.Latency is { } latency)
        {
            json.WriteStartObject("performanceConfig");
            json.WriteString("latency", latency);
            json.WriteEndObject();
        }
    }
}
