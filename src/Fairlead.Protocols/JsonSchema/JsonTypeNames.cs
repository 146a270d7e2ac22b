using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>The types as a schema and as a message write them.</summary>
internal static class JsonTypeNames
{
    private static readonly (string Keyword, JsonTypes Type, string Words)[] Names =
    [
        ("object", JsonTypes.Object, "an object"),
        ("array", JsonTypes.Array, "an array"),
        ("string", JsonTypes.String, "a string"),
        ("number", JsonTypes.Number, "a number"),
        ("integer", JsonTypes.Integer, "an integer"),
        ("boolean", JsonTypes.Boolean, "a boolean"),
        ("null", JsonTypes.Null, "null"),
    ];

    public static string Keywords { get; } = string.Join(", ", Names.Select(static name => name.Keyword));

    public static JsonTypes Read(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? Names.FirstOrDefault(name => element.ValueEquals(name.Keyword)).Type
        : JsonTypes.None;

    /// <summary>Every type that a value has: a whole number is a number as well.</summary>
    public static JsonTypes Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Number => ExactNumber.Of(element).IsInteger ? JsonTypes.Number | JsonTypes.Integer : JsonTypes.Number,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Null => JsonTypes.Null,
        _ => JsonTypes.None,
    };

    public static string Mismatch(JsonTypes expected, JsonTypes actual)
    {
        var fraction = actual == JsonTypes.Number && expected.HasFlag(JsonTypes.Integer);
        return $"must be {Words(expected, " or ")}, but {(fraction ? "has a fraction" : $"is {Words(actual & ~JsonTypes.Integer, " and ")}")}";
    }

    private static string Words(JsonTypes types, string joint) =>
        string.Join(joint, Names.Where(name => types.HasFlag(name.Type)).Select(static name => name.Words));
}
