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
        List<Problem> problems = [.. KnownProviderTypes.Find(provider.Type)!.Settings.Validate(provider.Config).Select(static problem => problem.Under("config"))];
        if (provider.Overrides.ValueKind != JsonValueKind.Undefined)
        {
            problems.AddRange(ProviderOverrides.Schema.Validate(provider.Overrides).Select(static problem => problem.Under("overrides")));
        }

        if (problems.Count > 0)
        {
            return ApiErrors.InvalidProviderConfig(problems);
        }

        var (built, deeper) = builder.Build(connection, provider);
        return deeper.Count > 0 ? ApiErrors.InvalidProviderConfig(deeper) : built;
    }
}
