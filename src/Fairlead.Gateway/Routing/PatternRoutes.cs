namespace Fairlead.Gateway.Routing;

/// <summary>A declared pattern, and what the routes that it makes of names have in common.</summary>
internal sealed class PatternRoutes(RouteDefinition definition)
{
    /// <summary>The pattern.</summary>
    public RoutePattern Pattern { get; } = new(definition.Name);

    /// <summary>What was declared.</summary>
    public RouteDefinition Definition => definition;

    /// <summary>What is going on.</summary>
    public RouteState State { get; private set; } = new();

    /// <summary>What counts against the limits of each declared deployment, in order.</summary>
    public LimitCounts[] Counts { get; } = [.. definition.Deployments.Select(static _ => new LimitCounts())];

    /// <summary>Takes over what is going on from the same pattern before.</summary>
    /// <param name="before">The pattern before.</param>
    /// <param name="isSame">Whether a provider is still the same account.</param>
    public void Adopt(PatternRoutes before, Func<string, bool> isSame)
    {
        State = before.State;
        var left = before.Definition.Deployments.Select(static (declared, index) => (declared.Provider, declared.Model, Index: index)).ToList();
        for (var index = 0; index < Counts.Length; index++)
        {
            var declared = definition.Deployments[index];
            var known = left.FindIndex(other => other.Provider == declared.Provider && other.Model == declared.Model && isSame(other.Provider));
            if (known >= 0)
            {
                Counts[index] = before.Counts[left[known].Index];
                left.RemoveAt(known);
            }
        }
    }
}
