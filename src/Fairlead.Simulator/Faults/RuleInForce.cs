using System.Text.RegularExpressions;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Faults;

/// <summary>A rule together with what it has met and struck.</summary>
internal sealed class RuleInForce(FaultRule rule, Digest chance)
{
    private readonly Lock gate = new();
    private readonly Regex? model = Pattern(rule.Model);
    private readonly Regex? path = Pattern(rule.Path);
    private long met;
    private long struck;

    internal Fault Fault => rule.Fault;

    internal long Struck => Interlocked.Read(ref struck);

    /// <summary>Whether the request, one that comes so long after the script was put in force, is struck.</summary>
    internal bool Strikes(string? requestedModel, string requestedPath, TimeSpan elapsed) =>
        elapsed >= rule.From
        && (rule.To is not { } to || elapsed < to)
        && rule.Period?.IsDown(elapsed - rule.From) != false
        && model?.IsMatch(requestedModel ?? "") != false
        && (model is null || requestedModel is not null)
        && path?.IsMatch(requestedPath) != false
        && Draw();

    private bool Draw()
    {
        lock (gate)
        {
            if (struck == rule.Count || chance.Add(++met).Fraction >= rule.Share)
            {
                return false;
            }

            struck++;
            return true;
        }
    }

    private static Regex? Pattern(string? given) => given is null ? null : new Regex(
        $"^{Regex.Escape(given).Replace(@"\*", ".*", StringComparison.Ordinal)}\\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
}
