using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords for objects.</summary>
internal static class ObjectKeywords
{
    private static readonly string[] NameKeywords = ["pattern", "minLength", "maxLength"];

    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("properties", true, ReadProperties),
        new("required", true, ReadRequired),
        new("additionalProperties", true, ReadAdditional),
        new("propertyNames", false, ReadNames),
        new("minProperties", false, static site => ReadCount(site, isLeast: true)),
        new("maxProperties", false, static site => ReadCount(site, isLeast: false)),
    ];

    private static void ReadProperties(KeywordSite site)
    {
        var members = site.Node.RequireMembers();
        foreach (var (name, schema) in site.ReadNamed())
        {
            members.Properties.TryAdd(name, schema);
        }
    }

    private static void ReadRequired(KeywordSite site)
    {
        var names = site.Value.ValueKind == JsonValueKind.Array
            ? site.Value.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString() : null).ToList()
            : [null];
        if (names.Contains(null) || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            site.Fault("must be an array of field names, each once");
            return;
        }

        site.Node.RequireMembers().Required = [.. names.OfType<string>()];
    }

    private static void ReadAdditional(KeywordSite site)
    {
        var members = site.Node.RequireMembers();
        if (site.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            members.IsClosed = site.Value.ValueKind == JsonValueKind.False;
        }
        else if (site.Value.ValueKind == JsonValueKind.Object)
        {
            members.Others = site.Reader.ReadNode(site.Value, site.At);
        }
        else
        {
            site.Fault("must be true, false or a schema");
        }
    }

    private static void ReadNames(KeywordSite site)
    {
        if (site.Value.ValueKind != JsonValueKind.Object
            || site.Value.EnumerateObject().Any(static member => !NameKeywords.Contains(member.Name)))
        {
            site.Fault($"must be an object with no other keywords than {Wording.List(NameKeywords)}");
        }
        else if (site.Reader.ReadNode(site.Value, site.At) is { } schema)
        {
            site.Node.RequireMembers().Names = [.. schema.Checks.OfType<TextCheck>()];
        }
    }

    private static void ReadCount(KeywordSite site, bool isLeast)
    {
        if (site.TryCount(out var count))
        {
            site.Add(new CountCheck(JsonValueKind.Object, count, isLeast));
        }
    }
}
