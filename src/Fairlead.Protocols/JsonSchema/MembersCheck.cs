using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>properties</c>, <c>required</c>, <c>additionalProperties</c> and <c>propertyNames</c>: one pass over an object.</summary>
internal sealed class MembersCheck : ICheck
{
    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Required { get; set; } = [];

    public bool IsClosed { get; set; }

    /// <summary>What the members that are not in <see cref="Properties"/> must fit.</summary>
    public SchemaNode? Others { get; set; }

    public IReadOnlyList<TextCheck> Names { get; set; } = [];

    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        var ordinal = 0;
        foreach (var member in instance.EnumerateObject())
        {
            var name = member.Name;
            if (!run.Spend(1 + (name.Length / 256)))
            {
                return;
            }

            var place = at.Member(name, ordinal++);
            present.Add(name);
            ApplyNames(name, place, run);
            ApplyValue(name, member.Value, place, run);
        }

        foreach (var name in Required)
        {
            if (run.Spend() && !present.Contains(name))
            {
                run.Report(at.Member(name, Location.Absent), static () => "is required");
            }
        }
    }

    private void ApplyNames(string name, Location place, Validation run)
    {
        foreach (var check in Names)
        {
            if (!check.Accepts(name, run))
            {
                run.Report(place, () => $"has a name that {check.Message}");
            }
        }
    }

    private void ApplyValue(string name, JsonElement value, Location place, Validation run)
    {
        if (Properties.TryGetValue(name, out var schema))
        {
            schema.Apply(value, place, run);
        }
        else if (IsClosed)
        {
            run.Report(place, () => Unknown(name));
        }
        else
        {
            Others?.Apply(value, place, run);
        }
    }

    private string Unknown(string name)
    {
        if (Properties.Count == 0)
        {
            return "is not a known field; none is";
        }

        var known = Wording.List(Properties.Keys.Select(static key => Wording.IsWord(key) ? Wording.Cut(key) : Wording.Quote(key)));
        return $"is not a known field; known fields are {known}{Suggestion.Ending(name, Properties.Keys)}";
    }
}
