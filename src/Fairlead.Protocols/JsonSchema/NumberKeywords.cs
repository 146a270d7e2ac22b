namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords for numbers.</summary>
internal static class NumberKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        Range("minimum", "at least", static order => order >= 0),
        Range("maximum", "at most", static order => order <= 0),
        Range("exclusiveMinimum", "greater than", static order => order > 0),
        Range("exclusiveMaximum", "less than", static order => order < 0),
        new("multipleOf", true, ReadMultiple),
    ];

    private static Keyword Range(string name, string words, Func<int, bool> accepts) => new(name, true, site =>
    {
        if (site.TryNumber())
        {
            site.Add(new RangeCheck(site.Value, words, accepts));
        }
    });

    private static void ReadMultiple(KeywordSite site)
    {
        if (!site.TryNumber())
        {
            return;
        }

        if (ExactNumber.Of(site.Value) is { IsZero: false, IsNegative: false })
        {
            site.Add(new MultipleOfCheck(site.Value));
        }
        else
        {
            site.Fault("must be greater than 0");
        }
    }
}
