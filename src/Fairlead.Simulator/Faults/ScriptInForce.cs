using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Faults;

/// <summary>A script from the moment it was put in force.</summary>
internal sealed class ScriptInForce(FaultScript script, int seed, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();
    private readonly RuleInForce[] rules =
        [.. script.Rules.Select((rule, i) => new RuleInForce(rule, new Digest(seed).Add("fault").Add(i)))];

    internal TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>How many requests each rule has struck.</summary>
    internal IReadOnlyList<long> Struck => [.. rules.Select(r => r.Struck)];

    /// <summary>What happens to a request that comes now; null when no rule strikes it.</summary>
    internal Fault? Draw(string? model, string path)
    {
        TimeSpan elapsed = Elapsed;
        return Array.Find(rules, r => r.Strikes(model, path, elapsed))?.Fault;
    }
}
