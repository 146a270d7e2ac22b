namespace Fairlead.Gateway.Routing;

/// <summary>The deployment for an attempt.</summary>
/// <param name="Index">Its index in the route; -1 when none can be chosen.</param>
/// <param name="Reason">Why it is this one.</param>
public readonly record struct Choice(int Index, ChoiceReason Reason)
{
    /// <summary>No deployment.</summary>
    public static Choice None { get; } = new(-1, ChoiceReason.Strategy);

    /// <summary>The outcome decides whether its breaker closes.</summary>
    public bool IsProbe { get; init; }
}
