using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Tests.Catalog;

/// <summary>Builds what a catalog holds, as a server does.</summary>
internal static class Snapshots
{
    /// <summary>An <c>openai-compatible</c> provider.</summary>
    public static ProviderSnapshot Provider(string identifier, string baseUrl, params object[] models) =>
        OfType("openai-compatible", identifier, new { baseUrl, apiKeySecretName = "KEY", models });

    /// <summary>A provider of a type.</summary>
    public static ProviderSnapshot OfType(string type, string identifier, object config)
    {
        var problems = new List<Problem>();
        var provider = KnownProviderTypes.Find(type)!.Build(
            new ProviderDefinition(identifier, type, true, JsonSerializer.SerializeToElement(config), default, DateTimeOffset.UnixEpoch),
            new ProviderContext(static _ => Rig.Secret, new AddressPolicy(new NetworkOptions())),
            problems);
        Assert.Empty(problems);
        return provider;
    }

    /// <summary>A provider of models of these names.</summary>
    public static ProviderSnapshot Named(string identifier, params string[] models) =>
        Provider(identifier, "http://127.0.0.1:1/v1", [.. models.Select(static name => (object)new { name })]);
}
