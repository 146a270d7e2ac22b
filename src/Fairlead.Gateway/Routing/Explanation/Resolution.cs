namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>How a client's model name leads to a route.</summary>
public enum Resolution
{
    /// <summary>It is a declared route's name.</summary>
    Route,

    /// <summary>It is a declared route's alias.</summary>
    Alias,

    /// <summary>It is a model of the default provider.</summary>
    DefaultProvider,

    /// <summary>It is <c>provider/model</c>.</summary>
    Provider,

    /// <summary>A declared pattern matches it.</summary>
    Pattern,
}
