namespace Fairlead.Server.Features.Secrets;

/// <summary>What is shown of a secret: everything but its value.</summary>
public sealed record Secret(string SecretName, string? Description, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>True for one that the configuration file declares; null otherwise.</summary>
    public bool? Declared { get; init; }
}
