using System.Text.Json;

namespace Fairlead.Simulator.Http;

/// <summary>The model that a request names, before anybody has checked it.</summary>
internal static class RequestedModel
{
    /// <summary>The member <c>model</c> of a JSON body; null when there is none.</summary>
    internal static string? InBody(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isModel = json.ValueTextEquals("model"u8);
                json.Read();
                if (isModel)
                {
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }

                json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whoever reads the body says what is wrong with it.
        }

        return null;
    }

    /// <summary>What stands in a path between two marks, a slash within it decoded; null when the marks are not there.</summary>
    internal static string? InPath(string path, string before, char after)
    {
        int start = path.IndexOf(before, StringComparison.Ordinal);
        int end = start < 0 ? -1 : path.IndexOf(after, start + before.Length);
        return end < 0 ? null : path[(start + before.Length)..end].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
    }
}
