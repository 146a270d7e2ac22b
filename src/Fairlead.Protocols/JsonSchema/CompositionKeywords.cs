namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords that apply other schemas to the same value, and those that hold such schemas.</summary>
internal static class CompositionKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("anyOf", true, static site => ReadAlternatives(site, exactlyOne: false)),
        new("oneOf", false, static site => ReadAlternatives(site, exactlyOne: true)),
        new("$ref", true, ReadReference),
        Definitions("$defs"),
        Definitions("definitions"),
    ];

    private static void ReadAlternatives(KeywordSite site, bool exactlyOne)
    {
        if (!site.TryItems(out var items))
        {
            return;
        }

        SchemaNode[] forms =
        [
            .. items.Select((item, index) => site.Reader.ReadNode(item, site.At.Item(index))).OfType<SchemaNode>(),
        ];
        site.Node.SamePlace.AddRange(forms);
        site.Add(new AlternativesCheck(forms, exactlyOne));
    }

    private static void ReadReference(KeywordSite site)
    {
        if (site.TryText(out var target))
        {
            site.Reader.References.Add(site, target);
        }
    }

    private static Keyword Definitions(string name) => new(name, true, site =>
    {
        foreach (var (definition, schema) in site.ReadNamed())
        {
            if (site.At.Parent == Location.Root)
            {
                site.Reader.References.Define(name, definition, schema);
            }
        }
    });
}
