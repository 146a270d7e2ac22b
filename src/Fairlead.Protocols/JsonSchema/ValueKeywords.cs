using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords for values of any type.</summary>
internal static class ValueKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("type", true, ReadType),
        new("enum", true, ReadEnum),
        new("const", true, static site => site.Add(new ChoiceCheck([site.Value]))),
    ];

    private static void ReadType(KeywordSite site)
    {
        var isList = site.Value.ValueKind == JsonValueKind.Array;
        List<JsonElement> names = isList ? [.. site.Value.EnumerateArray()] : [site.Value];
        foreach (var type in names.Select(JsonTypeNames.Read))
        {
            if (type == JsonTypes.None || site.Node.Types.HasFlag(type))
            {
                site.Fault($"must be one of {JsonTypeNames.Keywords}, or an array of some of them, each once");
                return;
            }

            site.Node.Types |= type;
        }

        if (names.Count == 0)
        {
            site.Fault("must name at least one type");
        }
    }

    private static void ReadEnum(KeywordSite site)
    {
        if (site.TryItems(out var values))
        {
            site.Add(new ChoiceCheck(values));
        }
    }
}
