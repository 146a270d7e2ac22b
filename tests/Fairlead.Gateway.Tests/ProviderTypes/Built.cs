using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Tests.ProviderTypes;

/// <summary>A provider that was built from a configuration as a server does, and what was wrong with it.</summary>
/// <param name="Provider">The provider; null when the configuration does not fit the type's schema.</param>
/// <param name="Problems">What was wrong.</param>
internal sealed record Built(ProviderSnapshot? Provider, IReadOnlyList<Problem> Problems)
{
    /// <summary>A context in which every secret is <c>value-of-NAME</c>, but for private keys, which are real.</summary>
    public static ProviderContext Context { get; } = new(ValueOf, new AddressPolicy(new NetworkOptions()))
    {
        Options = new GatewayOptions { UseAwsEnvironmentCredentials = true },
        Environment = static name => $"value-of-{name}",
    };

    /// <summary>The first of the provider's models.</summary>
    public Deployment First => Provider!.OrderedModels[0];

    /// <summary>The model of a name.</summary>
    public Deployment Model(string name) => Provider!.Models[name];

    /// <summary>The value of the secret of a name; null for <c>ABSENT</c>.</summary>
    public static string? ValueOf(string name) =>
        name == "ABSENT" ? null : name.Contains("private", StringComparison.Ordinal) ? TestKeys.PrivateKey : $"value-of-{name}";

    /// <summary>Builds a provider.</summary>
    public static Built Of(string type, string config, string? overrides = null, ProviderContext? context = null)
    {
        var settings = JsonElement.Parse(config);
        var known = KnownProviderTypes.Find(type)!;
        List<Problem> problems = [.. known.Settings.Validate(settings).Select(static problem => problem.Under("config"))];
        if (problems.Count > 0)
        {
            return new Built(null, problems);
        }

        var definition = new ProviderDefinition(type, type, true, settings, overrides is null ? default : JsonElement.Parse(overrides), DateTimeOffset.UnixEpoch);
        var provider = known.Build(definition, context ?? Context, problems);
        return new Built(provider, problems);
    }

    /// <summary>Asserts that a configuration is refused at a path, in words.</summary>
    public static void AssertRefused(string type, string config, string path, string says) =>
        Assert.Contains(Of(type, config).Problems, problem => problem.Path == path && problem.Message.Contains(says, StringComparison.Ordinal));
}
