using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Features.Apps;

/// <summary>An API credential on the wire. The secret is there once: when it was made.</summary>
internal sealed record App(string Id, string Name, Role Role, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? Secret = null);
