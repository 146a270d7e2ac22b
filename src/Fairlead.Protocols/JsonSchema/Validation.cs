using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>The state of checking one document: what was found, and how much work is left.</summary>
internal sealed class Validation
{
    /// <summary>Alternatives within alternatives multiply: a schema of a few kilobytes can ask for years.</summary>
    private const int MostSteps = 1_000_000;

    /// <summary>Chains of references are deeper than the document: this many levels fit into a thread's stack.</summary>
    private const int DeepestNesting = 512;

    private int steps;
    private int nesting;

    public Findings Findings { get; private set; } = new();

    public bool Exhausted { get; private set; }

    public bool Stopped => Exhausted || Findings.IsFull;

    /// <summary>Pays for work; false when there is no more to pay with, or enough was found.</summary>
    public bool Spend(long cost = 1)
    {
        if (cost > MostSteps - steps)
        {
            Exhausted = true;
            return false;
        }

        steps += (int)cost;
        return !Stopped;
    }

    public bool Enter()
    {
        if (nesting >= DeepestNesting)
        {
            Exhausted = true;
            return false;
        }

        if (!Spend())
        {
            return false;
        }

        nesting++;
        return true;
    }

    public void Leave() => nesting--;

    public void Exhaust() => Exhausted = true;

    public void Report(Location at, Func<string> message) => Findings.Add(new Finding(at, message));

    /// <summary>What a schema has against a value, apart from what was found so far.</summary>
    public Findings Try(SchemaNode node, JsonElement instance, Location at)
    {
        var outer = Findings;
        Findings = new Findings();
        node.Apply(instance, at, this);
        var inner = Findings;
        Findings = outer;
        return inner;
    }
}
