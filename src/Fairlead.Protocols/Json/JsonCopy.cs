using System.Runtime.InteropServices;
using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Copies JSON without the white space between its tokens; numbers and strings keep their bytes.</summary>
internal static class JsonCopy
{
    /// <summary>Writes a value. Unlike <see cref="JsonElement.WriteTo"/> it takes a string that holds half a surrogate pair.</summary>
    public static void WriteCopy(this Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WriteCopy(property);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    writer.WriteCopy(item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                break;
        }
    }

    /// <summary>Writes a member.</summary>
    public static void WriteCopy(this Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(property.Name);
        writer.WriteCopy(property.Value);
    }
}
