using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>functionResponse</c>s. Source: https://ai.google.dev/api/caching#FunctionResponse</summary>
internal static class GeminiToolResults
{
    private static readonly JsonSlice Empty = JsonSlice.Literal("\"\"");

    /// <summary>Writes a result under the function's name; media goes to <paramref name="shown"/>.</summary>
    public static void Write(Utf8JsonWriter writer, ToolResultBlock result, JsonSlice name, List<Block> shown, Parameters parameters)
    {
        var text = Join(result, shown, parameters);
        writer.WriteStartObject();
        writer.WriteStartObject("functionResponse"u8);
        writer.Write("name"u8, name.IsString ? name : result.CallId);
        if (!result.IsError && JsonSlice.TryParse(JsonText.Unescape(text.Inner), out var parsed) && parsed.IsObject)
        {
            writer.Write("response"u8, parsed);
        }
        else
        {
            writer.WriteStartObject("response"u8);
            writer.Write(result.IsError ? "error"u8 : "result"u8, text);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static JsonSlice Join(ToolResultBlock result, List<Block> shown, Parameters parameters)
    {
        JsonSlice joined = default;
        foreach (var block in result.Content)
        {
            if (block is TextBlock text)
            {
                joined = JsonText.Concat(joined, text.Text);
            }
            else
            {
                shown.Add(block);
            }
        }

        return joined.IsString ? joined : Empty;
    }
}
