using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Import;

/// <summary>A mapping of the document that is written, which remembers where its values come from.</summary>
internal sealed class TargetObject
{
    private readonly Dictionary<string, SourcePosition> marks;
    private readonly string path;

    private TargetObject(JsonObject node, string path, Dictionary<string, SourcePosition> marks)
    {
        Node = node;
        this.path = path;
        this.marks = marks;
    }

    /// <summary>The mapping itself.</summary>
    public JsonObject Node { get; }

    public static TargetObject Root(Dictionary<string, SourcePosition> marks) => new([], string.Empty, marks);

    /// <summary>Makes the members that are to stand first.</summary>
    public void Order(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Node[name] = new JsonObject();
        }
    }

    /// <summary>Removes the members that have nothing in them.</summary>
    public void RemoveEmpty()
    {
        foreach (var (name, value) in Node.ToList())
        {
            if (value is JsonObject { Count: 0 })
            {
                Node.Remove(name);
            }
        }
    }

    public bool Has(string name) => Node.ContainsKey(name);

    /// <summary>The mapping of a name, made when there is none.</summary>
    public TargetObject Object(string name, SourceNode source)
    {
        Mark(Problem.Join(path, name), source);
        if (Node[name] is not JsonObject child)
        {
            Node[name] = child = [];
        }

        return new TargetObject(child, Problem.Join(path, name), marks);
    }

    /// <summary>A new mapping at the end of the list of a name.</summary>
    public TargetObject Append(string name, SourceNode source)
    {
        var child = new JsonObject();
        return new TargetObject(child, Add(name, child, source), marks);
    }

    /// <summary>Adds text to the list of a name, once.</summary>
    public void Add(string name, string text, SourceNode source)
    {
        if (Node[name] is not JsonArray list || !list.Any(item => item!.GetValue<string>() == text))
        {
            Add(name, JsonValue.Create(text), source);
        }
    }

    public void Set(string name, JsonNode? value, SourceNode source)
    {
        Node[name] = value;
        Mark(Problem.Join(path, name), source);
    }

    private string Add(string name, JsonNode value, SourceNode source)
    {
        if (Node[name] is not JsonArray list)
        {
            Node[name] = list = [];
            Mark(Problem.Join(path, name), source);
        }

        list.Add(value);
        var at = string.Create(CultureInfo.InvariantCulture, $"{Problem.Join(path, name)}[{list.Count - 1}]");
        Mark(at, source);
        return at;
    }

    private void Mark(string at, SourceNode source) => marks.TryAdd(at, source.Position);
}
