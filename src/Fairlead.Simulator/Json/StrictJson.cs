using System.Text.Json;

namespace Fairlead.Simulator.Json;

/// <summary>Parses JSON whose every text can be read: no escape stands for half a character.</summary>
internal static class StrictJson
{
    /// <returns>Null when it is no such JSON.</returns>
    internal static JsonElement? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            JsonElement root = JsonElement.Parse(bytes);
            Read(root);
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Read(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    _ = property.Name;
                    Read(property.Value);
                }

                break;
        }
    }
}
