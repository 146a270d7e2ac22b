using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>A JSON object of a request and where it stands, read with Anthropic's words for what is wrong with it.</summary>
/// <param name="Json">The object.</param>
/// <param name="Path">Names and numbers joined by points, as its messages have them; empty for the body.</param>
internal readonly record struct InputObject(JsonElement Json, string Path)
{
    internal static InputObject OfBody(byte[] body)
    {
        try
        {
            return Of(JsonElement.Parse(body), "");
        }
        catch (JsonException e)
        {
            throw MessagesErrors.Refuse($"The request body is not valid JSON: {e.Message}");
        }
    }

    internal static InputObject Of(JsonElement json, string path) => json.ValueKind == JsonValueKind.Object
        ? new InputObject(json, path)
        : throw MessagesErrors.Refuse($"{(path.Length == 0 ? "" : path + ": ")}Input should be a valid dictionary or object to extract fields from");

    /// <summary>The same object with another name at the end of its path.</summary>
    internal InputObject Under(string name) => this with { Path = At(name) };

    internal string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    internal RefusedException Refuse(string name, string problem) => MessagesErrors.Refuse($"{At(name)}: {problem}");

    internal RefusedException Missing(string name) => Refuse(name, "Field required");

    internal JsonElement? Get(string name) => Json.Get(name);

    internal JsonElement Required(string name) => Get(name) ?? throw Missing(name);

    internal string? Text(string name) => Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Refuse(name, "Input should be a valid string"),
    };

    internal string RequiredText(string name) => Text(name) ?? throw Missing(name);

    internal bool Flag(string name) => Get(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Refuse(name, "Input should be a valid boolean"),
    };

    internal int? Integer(string name, int least) => Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) => number >= least
            ? number
            : throw Refuse(name, $"Input should be greater than or equal to {least}"),
        _ => throw Refuse(name, "Input should be a valid integer"),
    };

    /// <summary>A number from 0 to 1.</summary>
    internal double? Share(string name) => Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.GetDouble() is >= 0 and <= 1 and var number => number,
        { ValueKind: JsonValueKind.Number } => throw Refuse(name, "range: 0..1"),
        _ => throw Refuse(name, "Input should be a valid number"),
    };

    internal InputObject? Object(string name) => Get(name) is { } value ? Of(value, At(name)) : null;

    internal IReadOnlyList<InputObject> Objects(string name)
    {
        JsonElement list = Required(name);
        string at = At(name);
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select((item, i) => Of(item, $"{at}.{i}"))]
            : throw Refuse(name, "Input should be a valid list");
    }

    internal string? OneOf(string name, params string[] values)
    {
        string? value = Text(name);
        return value is null || values.Contains(value)
            ? value
            : throw Refuse(name, $"Input should be {Listed(values, " or ")}");
    }

    /// <summary>The <c>type</c>, which must be one of those expected.</summary>
    internal string Tag(IReadOnlyList<string> expected)
    {
        string tag = RequiredText("type");
        return expected.Contains(tag)
            ? tag
            : throw MessagesErrors.Refuse(
                $"{Path}: Input tag '{tag}' found using 'type' does not match any of the expected tags: {Listed(expected, ", ")}");
    }

    internal void AllowOnly(IReadOnlyCollection<string> names)
    {
        foreach (JsonProperty property in Json.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw Refuse(property.Name, "Extra inputs are not permitted");
            }
        }
    }

    private static string Listed(IReadOnlyList<string> values, string last)
    {
        string[] quoted = [.. values.Select(v => $"'{v}'")];
        return quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])}{last}{quoted[^1]}";
    }
}
