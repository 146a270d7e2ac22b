using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Schemas;

/// <summary>Makes strings of a length, a format or, best effort, a pattern.</summary>
internal static class StringSample
{
    internal static JsonNode Make(IReadOnlyDictionary<string, JsonElement> rules, string name, Digest digest)
    {
        if (Text(rules, "format") is { } format && Formatted(format, digest) is { } formatted)
        {
            return formatted;
        }

        int least = (int)Math.Clamp(rules.Number("minLength", 0), 0, 100_000);
        int most = (int)Math.Clamp(rules.Number("maxLength", int.MaxValue), 0, int.MaxValue);
        if (Text(rules, "pattern") is { } pattern && PatternSample.Make(pattern, least, most) is { } matching)
        {
            return matching;
        }

        string text = $"simulated {name}";
        text = text.Length < least ? text.PadRight(least, '.') : text;
        return text.Length > most ? text[..most] : text;
    }

    private static string? Formatted(string format, Digest digest)
    {
        int day = digest.Below(28) + 1;
        return format switch
        {
            "date-time" => $"2025-01-{day:00}T12:00:00Z",
            "date" => $"2025-01-{day:00}",
            "time" => "12:00:00Z",
            "duration" => $"P{day}D",
            "email" or "idn-email" => $"user{day}@example.com",
            "hostname" or "idn-hostname" => $"host{day}.example.com",
            "ipv4" => $"192.0.2.{day}",
            "ipv6" => $"2001:db8::{day}",
            "uuid" => new Guid(day, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)day).ToString(),
            "uri" or "iri" or "url" => $"https://example.com/{day}",
            "uri-reference" => $"/{day}",
            _ => null,
        };
    }

    private static string? Text(IReadOnlyDictionary<string, JsonElement> rules, string keyword) =>
        rules.TryGetValue(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
