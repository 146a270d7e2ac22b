using System.Text.Json;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Json;

/// <summary>Reads request bodies, with the vendor's own words for what is wrong.</summary>
internal static class JsonReading
{
    internal static JsonElement ParseBody(byte[] body)
    {
        try
        {
            JsonElement root = JsonElement.Parse(body);
            if (root.ValueKind == JsonValueKind.Object)
            {
                return root;
            }
        }
        catch (JsonException)
        {
            // Told below, in the same words as a body that is no object.
        }

        throw new RefusedException(ApiError.BadRequest(
            "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"));
    }

    /// <summary>The property's value; null when it is absent or JSON null.</summary>
    internal static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    internal static string? Text(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    internal static string? OptionalString(this JsonElement element, string name, string param) => element.Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw new RefusedException(ApiError.WrongType(param, "a string", KindOf(value))),
    };

    /// <summary>The name of the end user, which the vendor takes up to 64 characters long.</summary>
    internal static void CheckUser(this JsonElement body)
    {
        const int Most = 64;
        if (body.OptionalString("user", "user") is { Length: > Most } user)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid 'user': string too long. Expected a string with maximum length {Most}, but got a string with length {user.Length} instead.",
                "user",
                "string_above_max_length"));
        }
    }

    internal static string RequiredString(this JsonElement element, string name, string param) =>
        element.OptionalString(name, param) ?? throw new RefusedException(ApiError.Missing(param));

    internal static bool Flag(this JsonElement element, string name, bool otherwise = false) => element.Get(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw new RefusedException(ApiError.WrongType(name, "a boolean", KindOf(value))),
    };

    internal static int? Integer(this JsonElement element, string name, int minimum, int maximum = int.MaxValue)
    {
        if (element.Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int number))
        {
            throw new RefusedException(ApiError.WrongType(name, "an integer", KindOf(value)));
        }

        return number < minimum ? throw OutOfRange(name, "integer", "below", "min", $">= {minimum}", value)
            : number > maximum ? throw OutOfRange(name, "integer", "above", "max", $"<= {maximum}", value)
            : number;
    }

    internal static double? Decimal(this JsonElement element, string name, double least, double most)
    {
        if (element.Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new RefusedException(ApiError.WrongType(name, "a decimal", KindOf(value)));
        }

        double number = value.GetDouble();
        return number < least ? throw OutOfRange(name, "decimal", "below", "min", $">= {least}", value)
            : number > most ? throw OutOfRange(name, "decimal", "above", "max", $"<= {most}", value)
            : number;
    }

    /// <summary>One of a closed list of words; null when it is absent.</summary>
    internal static string? OneOf(this JsonElement element, string name, string param, params string[] words)
    {
        string? word = element.OptionalString(name, param);
        return word is null || words.Contains(word) ? word : throw new RefusedException(ApiError.WrongValue(param, word, Listed(words)));
    }

    /// <summary>Words as the vendor lists them: <c>'a', 'b', and 'c'</c>.</summary>
    internal static string Listed(IReadOnlyList<string> words) => words.Count switch
    {
        1 => $"'{words[0]}'",
        2 => $"'{words[0]}' and '{words[1]}'",
        _ => $"{string.Join(", ", words.SkipLast(1).Select(w => $"'{w}'"))}, and '{words[^1]}'",
    };

    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    internal static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "an integer" : "a decimal",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    private static RefusedException OutOfRange(string name, string kind, string side, string end, string bound, JsonElement value) =>
        new(ApiError.BadRequest(
            $"Invalid '{name}': {kind} {side} {(end == "min" ? "minimum" : "maximum")} value. Expected a value {bound}, but got {value.GetRawText()} instead.",
            name,
            $"{kind}_{side}_{end}_value"));
}
