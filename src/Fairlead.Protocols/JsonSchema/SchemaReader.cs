using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Turns a schema as written into nodes, and finds everything that is wrong with it.</summary>
internal sealed class SchemaReader(SchemaProfile profile)
{
    private const int MostPatternStates = 50_000;

    private readonly List<SchemaNode> nodes = [];
    private int patternStates;

    public Findings Problems { get; } = new();

    public References References { get; } = new();

    /// <summary>A copy of the schema: it outlives the document it was read from.</summary>
    public JsonElement Source { get; private set; }

    public SchemaNode? Read(JsonElement element)
    {
        if (!JsonScan.Schema(element, Problems))
        {
            return null;
        }

        Source = element.Clone();
        var root = ReadNode(Source, Location.Root);
        if (root is null)
        {
            return null;
        }

        if (profile == SchemaProfile.Output && !(Source.TryGetProperty("type", out var type) && IsObjectType(type)))
        {
            Problems.Add(Location.Root.Member("type", Location.Absent), "must be \"object\" at the root");
        }

        References.Resolve(root);
        foreach (var node in Cycles.Find(nodes))
        {
            Problems.Add(node.At, "leads back to itself without looking into the value");
        }

        return root;
    }

    public SchemaNode? ReadNode(JsonElement element, Location at)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problems.Add(at, "must be a schema, which is an object");
            return null;
        }

        var node = new SchemaNode(at);
        nodes.Add(node);
        foreach (var (ordinal, member) in element.EnumerateObject().Index())
        {
            var place = at.Member(member.Name, ordinal);
            if (KeywordTable.Find(member.Name, profile) is { } keyword)
            {
                keyword.Read(new KeywordSite(member.Value, place, node, this));
            }
            else
            {
                Problems.Add(new Finding(place, () => Unsupported(member.Name)));
            }
        }

        return node;
    }

    public bool SpendOnPattern(int states)
    {
        patternStates += states;
        return patternStates <= MostPatternStates;
    }

    private string Unsupported(string name)
    {
        var known = KeywordTable.Names(profile).ToList();
        return $"is not supported: the keyword {Wording.Quote(name)} is not one of {Wording.List(known)}{Suggestion.Ending(name, known)}";
    }

    private static bool IsObjectType(JsonElement type) => type.ValueKind == JsonValueKind.String && type.ValueEquals("object");
}
