using System.Text;
using System.Text.Json;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>Reads text members of a JSON object.</summary>
internal static class TopLevel
{
    /// <summary>A member's text: null when it is not there, or no text.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Whether the object could be read and has the member at most once, whichever way its name is spelt.</returns>
    public static bool TryReadText(ReadOnlySpan<byte> json, string name, out string? text)
    {
        text = null;
        var seen = false;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals(name);
                reader.Read();
                if (isIt && seen)
                {
                    return false;
                }

                seen |= isIt;
                text = isIt && reader.TokenType == JsonTokenType.String ? reader.GetString() : text;
                reader.Skip();
            }

            return !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return false; // InvalidOperationException: half a surrogate pair.
        }
    }

    /// <summary>A member's text, where the object is the upstream's word: null for anything else.</summary>
    public static string? Text(ReadOnlySpan<byte> json, string name) => TryReadText(json, name, out var text) ? text : null;
}
