namespace Fairlead.Server.Features.Keys;

/// <summary>A gateway key on the wire. The key itself is there once: when it was made.</summary>
internal sealed record GatewayKey(string Id, string Name, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, string? Key = null)
{
    /// <summary>True for one that the configuration file declares; null otherwise.</summary>
    public bool? Declared { get; init; }

    /// <summary>What it may use: models, patterns, access groups; null for everything.</summary>
    public IReadOnlyList<string>? Models { get; init; }
}
