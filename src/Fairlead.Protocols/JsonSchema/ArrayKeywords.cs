using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords for arrays.</summary>
internal static class ArrayKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("items", true, ReadItems),
        new("minItems", true, static site => ReadCount(site, isLeast: true)),
        new("maxItems", true, static site => ReadCount(site, isLeast: false)),
        new("uniqueItems", false, ReadUnique),
    ];

    private static void ReadItems(KeywordSite site)
    {
        if (site.Reader.ReadNode(site.Value, site.At) is { } schema)
        {
            site.Add(new ItemsCheck(schema));
        }
    }

    private static void ReadCount(KeywordSite site, bool isLeast)
    {
        if (site.TryCount(out var count))
        {
            site.Add(new CountCheck(JsonValueKind.Array, count, isLeast));
        }
    }

    private static void ReadUnique(KeywordSite site)
    {
        if (site.TryFlag(out var flag) && flag)
        {
            site.Add(new UniqueItemsCheck());
        }
    }
}
