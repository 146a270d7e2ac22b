using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Features.Apps;

/// <summary>An API credential as the store has it. The token version is the generation of its tokens that is good: it goes up whenever they must end.</summary>
internal sealed record StoredApp(string Id, string Name, Role Role, bool Enabled, string SecretHash, long TokenVersion, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What is shown of it.</summary>
    public App ToApp(string? secret = null) => new(Id, Name, Role, Enabled, CreatedAt, UpdatedAt, secret);
}
