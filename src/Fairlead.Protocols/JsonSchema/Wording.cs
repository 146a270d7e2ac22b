using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>How names and values of a schema are written in a message: bounded, on one line.</summary>
internal static class Wording
{
    private const int LongestText = 100;
    private const int LongestList = 50;

    public static bool IsWord(string name) =>
        name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static string Cut(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..length] + "…";
    }

    public static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(Cut(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Cut(value.GetRawText()),
    };

    public static string List(IEnumerable<string> entries)
    {
        var shown = entries.Take(LongestList + 1).ToList();
        return shown.Count > LongestList ? string.Join(", ", shown.Take(LongestList)) + ", …" : string.Join(", ", shown);
    }

    public static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
