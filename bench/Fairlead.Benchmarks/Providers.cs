using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Benchmarks;

/// <summary>Builds providers as a server does.</summary>
internal static class Providers
{
    /// <summary>An <c>openai-compatible</c> provider of models of these names.</summary>
    public static ProviderSnapshot Of(string identifier, IEnumerable<string> models, string baseUrl = "http://127.0.0.1:1/v1")
    {
        var config = JsonSerializer.SerializeToElement(new { baseUrl, models = models.Select(static name => new { name }) });
        var definition = new ProviderDefinition(identifier, "openai-compatible", true, config, default, DateTimeOffset.UnixEpoch);
        return KnownProviderTypes.Find("openai-compatible")!.Build(definition, new ProviderContext(static _ => null, new AddressPolicy(new NetworkOptions())), new List<Problem>());
    }
}
