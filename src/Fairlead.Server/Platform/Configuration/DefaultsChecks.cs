using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the declared default: an enabled model for chat of an enabled provider, as the API demands.</summary>
internal static class DefaultsChecks
{
    public static void Run(FileCheck check)
    {
        if (check.Whole("defaults") is not { ValueKind: JsonValueKind.Object } defaults)
        {
            return;
        }

        var identifier = defaults.GetProperty("provider").GetString()!;
        var model = defaults.TryGetProperty("model", out var given) ? given.GetString() : null;
        if (!check.Providers.TryGetValue(identifier, out var provider))
        {
            check.Expectations.Add(new Expectation(Expected.Provider, identifier, null, "defaults.provider", Suggestion.Ending(identifier, check.Providers.Keys)));
        }
        else if (provider is { Enabled: false })
        {
            check.Problems.Add(new Problem("defaults.provider", $"names the provider '{identifier}', which is disabled"));
        }

        if (model is null || (provider is null && check.Providers.ContainsKey(identifier)))
        {
            return;
        }

        if (provider is null)
        {
            check.Expectations.Add(new Expectation(Expected.ProviderModel, model, identifier, "defaults.model", string.Empty));
        }
        else if (provider.Models.GetValueOrDefault(model) is not { Enabled: true } found || !found.Serves(Operation.Chat))
        {
            check.Problems.Add(new Problem("defaults.model", $"is no enabled chat model of the provider '{identifier}'{Suggestion.Ending(model, provider.Models.Keys)}"));
        }
    }
}
