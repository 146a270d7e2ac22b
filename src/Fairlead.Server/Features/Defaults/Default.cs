namespace Fairlead.Server.Features.Defaults;

/// <summary>The default on the wire. When nobody chose it, it is the system's, and has no times.</summary>
internal sealed record Default(
    string Provider, string Model, DateTimeOffset? CreatedAt = null, string? CreatedBy = null, DateTimeOffset? UpdatedAt = null, string? UpdatedBy = null);
