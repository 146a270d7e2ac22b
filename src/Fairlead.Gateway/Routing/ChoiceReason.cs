namespace Fairlead.Gateway.Routing;

/// <summary>Why a deployment was chosen.</summary>
public enum ChoiceReason
{
    /// <summary>The route's strategy.</summary>
    Strategy,

    /// <summary>It has the conversation's prefix cached.</summary>
    Affinity,

    /// <summary>Its cool-down is over: this request shows whether it is well again.</summary>
    Probe,

    /// <summary>Whoever asked named it.</summary>
    Named,
}
