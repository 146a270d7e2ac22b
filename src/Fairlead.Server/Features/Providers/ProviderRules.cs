using System.Data;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Providers;

/// <summary>What every write of a provider is checked against.</summary>
internal sealed class ProviderRules(CatalogBuilder builder, Declared declared)
{
    /// <summary>Why a provider cannot be written; null when it can.</summary>
    public ApiError? Refusal(string identifier) => declared.Current.Providers.TryGetValue(identifier, out var provider)
        ? ApiErrors.DeclaredInConfiguration($"The provider '{identifier}'", provider.Place.ToString())
        : null;

    /// <summary>Builds a provider that is about to be saved; all that is wrong with it at once.</summary>
    public Outcome<ProviderSnapshot> Check(IDbConnection connection, StoredProvider provider)
    {
        var problems = new List<Problem>();
        var config = SoundPartOf(KnownProviderTypes.Find(provider.Type)!.Settings, provider.Config, "config", problems);
        var overrides = provider.Overrides.ValueKind == JsonValueKind.Undefined ? default(JsonElement) : SoundPartOf(ProviderOverrides.Schema, provider.Overrides, "overrides", problems);
        if (config is not { } settings || overrides is not { } departures)
        {
            return ApiErrors.InvalidProviderConfig(problems);
        }

        var (built, all) = builder.Build(connection, provider with { Config = settings, Overrides = departures }, problems);
        return all.Count > 0 ? ApiErrors.InvalidProviderConfig(all) : built;
    }

    private static JsonElement? SoundPartOf(Schema schema, JsonElement document, string path, List<Problem> problems)
    {
        var isUsable = SoundPart.TryRead(schema, document, out var found, out var part);
        problems.AddRange(found.Select(problem => problem.Under(path)));
        return isUsable ? part!.Root : null;
    }
}
