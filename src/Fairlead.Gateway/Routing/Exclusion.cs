namespace Fairlead.Gateway.Routing;

/// <summary>Why a deployment is not among those that a request can go to.</summary>
public enum Exclusion
{
    /// <summary>It, its weight or its provider is switched off.</summary>
    Disabled,

    /// <summary>It does not serve the operation.</summary>
    Operation,

    /// <summary>The input is too long for it.</summary>
    ContextWindow,

    /// <summary>It lacks a feature that the request uses and another deployment has.</summary>
    Features,

    /// <summary>It lacks a tag that the request asks for.</summary>
    Tags,

    /// <summary>The response to follow on from is kept by another provider.</summary>
    Elsewhere,

    /// <summary>Its breaker is open.</summary>
    CoolingDown,

    /// <summary>It has had as many requests or tokens in this minute, or has as many attempts under way, as it may.</summary>
    AtLimit,

    /// <summary>A lower tier can take the request.</summary>
    LaterTier,

    /// <summary>It has failed this request before.</summary>
    Tried,

    /// <summary>It could not be told what the request says.</summary>
    Refused,
}
