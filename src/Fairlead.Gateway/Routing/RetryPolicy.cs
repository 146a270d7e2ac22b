using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing;

/// <summary>How often a failed attempt is repeated, by the class of the failure.</summary>
/// <param name="Retries">For each class that <paramref name="ByKind"/> does not name; null for the option's default.</param>
/// <param name="ByKind">By class.</param>
public sealed record RetryPolicy(int? Retries, IReadOnlyDictionary<FailureKind, int> ByKind)
{
    /// <summary>The retries after a failure of a class. A request that is itself at fault is never repeated.</summary>
    public int Of(FailureKind kind, int otherwise) => !DeploymentState.Blames(kind) ? 0 : ByKind.TryGetValue(kind, out var given) ? given : Retries ?? otherwise;

    /// <summary>
    /// Whether the same deployment is asked again: not with a wrong key, a missing model or a foreign answer, which will be there the next time too, nor after
    /// a time-out, which has cost its whole wait, unless the policy says so.
    /// </summary>
    public static bool MayPass(FailureKind kind, RetryPolicy? policy) =>
        kind is FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.Unreachable or FailureKind.CutOff || policy?.ByKind.ContainsKey(kind) == true;
}
