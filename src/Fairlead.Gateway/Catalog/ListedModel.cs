namespace Fairlead.Gateway.Catalog;

/// <summary>A model as lists of models show it.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="Deployment">What serves it, or the first of several.</param>
public sealed record ListedModel(string Name, Deployment Deployment);
