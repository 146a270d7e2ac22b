using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords for strings.</summary>
internal static class TextKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("minLength", true, static site => ReadLength(site, isLeast: true)),
        new("maxLength", true, static site => ReadLength(site, isLeast: false)),
        new("pattern", true, ReadPattern),
        new("format", true, ReadFormat),
    ];

    private static void ReadLength(KeywordSite site, bool isLeast)
    {
        if (site.TryCount(out var count))
        {
            site.Add(new LengthCheck(count, isLeast));
        }
    }

    private static void ReadPattern(KeywordSite site)
    {
        if (!site.TryText(out var source))
        {
            return;
        }

        if (!PatternTranslator.TryTranslate(source, out var pattern, out var fault))
        {
            site.Fault(fault);
        }
        else if (!site.Reader.SpendOnPattern(pattern.Size))
        {
            site.Fault("is one pattern too many: all patterns together are too large");
        }
        else
        {
            site.Add(new PatternCheck(source, pattern));
        }
    }

    private static void ReadFormat(KeywordSite site)
    {
        if (Format.Find(site.Value.ValueKind == JsonValueKind.String ? site.Value.GetString() : null) is { } format)
        {
            site.Add(new FormatCheck(format));
        }
        else
        {
            site.Fault($"must be one of {Wording.List(Format.All.Select(static known => known.Name))}");
        }
    }
}
