using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>One schema object, ready to check values.</summary>
internal sealed class SchemaNode(Location at)
{
    /// <summary>Where it stands in the schema.</summary>
    public Location At { get; } = at;

    /// <summary>The types it allows; none when it does not say.</summary>
    public JsonTypes Types { get; set; }

    public List<ICheck> Checks { get; } = [];

    /// <summary>The members, once a keyword speaks of them: four keywords share one pass.</summary>
    public MembersCheck? Members { get; private set; }

    /// <summary>The schemas that are applied to the same value: they consume nothing of it.</summary>
    public List<SchemaNode> SamePlace { get; } = [];

    public MembersCheck RequireMembers()
    {
        if (Members is null)
        {
            Members = new MembersCheck();
            Checks.Add(Members);
        }

        return Members;
    }

    public void Apply(JsonElement instance, Location place, Validation run)
    {
        if (!run.Enter())
        {
            return;
        }

        if (HasType(instance, place, run))
        {
            foreach (var check in Checks)
            {
                check.Apply(instance, place, run);
            }
        }

        run.Leave();
    }

    private bool HasType(JsonElement instance, Location place, Validation run)
    {
        if (Types == JsonTypes.None)
        {
            return true;
        }

        var actual = JsonTypeNames.Of(instance);
        if ((Types & actual) != 0)
        {
            return true;
        }

        run.Findings.Add(new Finding(place, () => JsonTypeNames.Mismatch(Types, actual), Types, actual));
        return false;
    }
}
