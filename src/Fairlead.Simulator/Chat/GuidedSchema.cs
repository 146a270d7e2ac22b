using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Chat;

/// <summary>Finds a JSON schema that a message asks, in words, to answer with: a fenced block marked <c>json-schema</c> or <c>json</c>
/// that holds an object with <c>type</c> or <c>properties</c>. The last one of the conversation counts.</summary>
internal static class GuidedSchema
{
    private const string Fence = "```";
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    internal static JsonElement? Find(IReadOnlyList<ChatMessage> messages) =>
        messages.Where(m => m.Role is not ("assistant" or "tool")).SelectMany(m => Blocks(m.Text)).Select(Parse).LastOrDefault(s => s is not null);

    private static IEnumerable<string> Blocks(string text)
    {
        string[] parts = text.Split(Fence);
        for (int i = 1; i < parts.Length; i += 2)
        {
            int line = parts[i].IndexOf('\n', StringComparison.Ordinal);
            if (line > 0 && parts[i][..line].Trim() is "json" or "json-schema")
            {
                yield return parts[i][line..];
            }
        }
    }

    // Data in a fenced block may have a "type" of its own.
    private static bool IsType(JsonElement? type) => type is { ValueKind: JsonValueKind.Array }
        || (type is { ValueKind: JsonValueKind.String } name && Types.Contains(name.GetString()));

    private static JsonElement? Parse(string block)
    {
        try
        {
            JsonElement schema = JsonElement.Parse(block);
            return IsType(schema.Get("type")) || schema.Get("properties") is { ValueKind: JsonValueKind.Object } ? schema : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
