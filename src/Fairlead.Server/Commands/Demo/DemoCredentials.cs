using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Commands.Demo;

/// <summary>What a demo's processes know each other by: made anew for each one.</summary>
internal sealed record DemoCredentials(string ClientId, string ClientSecret, string UpstreamKey)
{
    public static DemoCredentials Create() => new("demo-admin", CredentialHashes.NewSecret(), $"sk-demo-{CredentialHashes.NewSecret()}");
}
