namespace Fairlead.Server.Features.Keys;

/// <summary>A gateway key on the wire. The key itself is there once: when it was made.</summary>
internal sealed record GatewayKey(string Id, string Name, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, string? Key = null);
