using System.Text.Json;

namespace Fairlead.Simulator.Recording;

/// <summary>The body of <c>GET /sim/counts</c>.</summary>
internal static class CountsReport
{
    internal static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, RequestCounts> counts)
    {
        json.WriteStartObject();
        json.WriteStartObject("models");
        foreach ((string model, RequestCounts one) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(model);
            json.WriteNumber("received", one.Received);
            json.WriteNumber("answered", one.Answered);
            json.WriteNumber("refused", one.Refused);
            json.WriteNumber("failed", one.Failed);
            json.WriteNumber("cut", one.Cut);
            json.WriteNumber("client_left", one.ClientLeft);
            json.WriteNumber("in_flight", one.InFlight);
            json.WriteString("first_at", one.FirstAt.ToString("O"));
            json.WriteString("last_at", one.LastAt.ToString("O"));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
