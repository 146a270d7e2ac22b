using System.Text;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>JSON equality as equality of text: members sorted by name, numbers by value, strings by length and content.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return text.ToString();
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(ExactNumber.Of(element));
                break;
            default:
                text.Append(element.ValueKind);
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        text.Append('{');
        foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
        {
            WriteString(member.Name, text);
            Write(member.Value, text);
            text.Append(',');
        }

        text.Append('}');
    }

    private static void WriteString(string value, StringBuilder text) =>
        text.Append('"').Append(value.Length).Append(':').Append(value);
}
