namespace Fairlead.Protocols.JsonSchema;

/// <summary>The <c>$ref</c>s of a schema and what they may refer to: the schema itself and its definitions, never anything remote.</summary>
internal sealed class References
{
    private readonly Dictionary<string, SchemaNode> definitions = new(StringComparer.Ordinal);
    private readonly List<(KeywordSite Site, string Target)> references = [];

    public void Define(string keyword, string name, SchemaNode schema) => definitions.TryAdd(Key(keyword, name), schema);

    public void Add(KeywordSite site, string target) => references.Add((site, target));

    public void Resolve(SchemaNode root)
    {
        foreach (var (site, target) in references)
        {
            if (!target.StartsWith('#'))
            {
                site.Fault("must begin with #: schemas are not loaded from elsewhere");
            }
            else if (Read(target) is not { } key)
            {
                site.Fault("must be #, #/$defs/NAME or #/definitions/NAME");
            }
            else if ((key.Length == 0 ? root : definitions.GetValueOrDefault(key)) is { } schema)
            {
                site.Node.SamePlace.Add(schema);
                site.Add(new ReferenceCheck(schema));
            }
            else
            {
                site.Fault("refers to a definition that does not exist");
            }
        }
    }

    /// <summary>A JSON pointer in a URI fragment: percent escapes first, then <c>~1</c> and <c>~0</c>.</summary>
    private static string? Read(string target)
    {
        var parts = Uri.UnescapeDataString(target).Split('/');
        return parts switch
        {
            ["#"] => "",
            ["#", "$defs" or "definitions", var name] => Key(
                parts[1],
                name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
            _ => null,
        };
    }

    private static string Key(string keyword, string name) => $"{keyword}/{name}";
}
