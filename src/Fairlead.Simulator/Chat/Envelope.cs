using System.Text.Json;

namespace Fairlead.Simulator.Chat;

/// <summary>What an answer and all its chunks have in common.</summary>
internal sealed record Envelope(string Id, long Created, string Model, string Fingerprint)
{
    internal void WriteTo(Utf8JsonWriter json, string kind)
    {
        json.WriteString("id", Id);
        json.WriteString("object", kind);
        json.WriteNumber("created", Created);
        json.WriteString("model", Model);
        json.WriteString("service_tier", "default");
        json.WriteString("system_fingerprint", Fingerprint);
    }
}
