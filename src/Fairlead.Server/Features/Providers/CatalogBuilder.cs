using System.Data;
using Fairlead.Gateway;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Defaults;
using Fairlead.Server.Features.Routes;
using Fairlead.Server.Features.Secrets;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Features.Providers;

/// <summary>Builds the catalog's snapshot from the store and from what the configuration declares, which wins.</summary>
internal sealed class CatalogBuilder(ProviderStore store, ISecretValues secrets, Declared declared, OutboundHandler outbound, GatewayOptions options, RoutingOptions routing, TimeProvider time)
{
    /// <summary>Builds all of it. A provider with problems is in the snapshot without its models.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="configuration">What is declared.</param>
    public Result Build(IDbConnection connection, DeclaredConfiguration configuration)
    {
        var providers = new List<ProviderSnapshot>();
        var broken = new List<Broken>();
        foreach (var stored in store.List(connection, configuration))
        {
            var (provider, problems) = Build(connection, configuration, stored, []);
            providers.Add(provider);
            if (problems.Count > 0)
            {
                broken.Add(new Broken(stored, problems));
            }
        }

        var chosen = configuration.Default is { } choice ? (choice.Provider, choice.Model) : DefaultChoice.Find(connection) is { } found ? (found.Provider, found.Model) : (Provider: null, Model: null);
        var managed = providers.Exists(static provider => provider.Identifier == PortProviderType.TypeName) ? PortProviderType.TypeName : null;
        var routes = KnownRoutes.List(connection, configuration.Routes).Select(static route => route.Definition).ToList();
        var snapshot = new CatalogSnapshot(providers, chosen.Provider ?? managed, chosen.Model, routes, routing);
        return new Result(snapshot, broken, Lacking(connection, configuration, snapshot, broken), Keys(connection, configuration));
    }

    /// <summary>Builds one provider under the configuration in force, with what is wrong with it; <paramref name="known"/> is wrong with what was left out of it.</summary>
    public (ProviderSnapshot Provider, IReadOnlyList<Problem> Problems) Build(IDbConnection connection, StoredProvider stored, IReadOnlyList<Problem> known) =>
        Build(connection, declared.Current, stored, known);

    private (ProviderSnapshot Provider, IReadOnlyList<Problem> Problems) Build(
        IDbConnection connection, DeclaredConfiguration configuration, StoredProvider stored, IReadOnlyList<Problem> known)
    {
        var context = new ProviderContext(name => SecretOf(connection, configuration, name), outbound.Policy) { Options = options, Time = time };
        return KnownProviderTypes.Find(stored.Type)!.BuildSound(stored.Definition, context, known);
    }

    private string? SecretOf(IDbConnection connection, DeclaredConfiguration configuration, string name) =>
        configuration.Secrets.TryGetValue(name, out var known) ? known.Value : secrets.ReadValue(connection, name);

    private List<ConfigurationProblem> Lacking(IDbConnection connection, DeclaredConfiguration configuration, CatalogSnapshot snapshot, List<Broken> broken)
    {
        var lacking = configuration.Expectations.Where(expectation => !IsMet(connection, snapshot, expectation)).ToList();
        var problems = lacking.Select(static expectation => ConfigurationProblem.At(expectation.Place, expectation.Unmet)).ToList();
        foreach (var (provider, found) in broken.Where(static entry => entry.Provider.IsDeclared))
        {
            var path = Problem.Join("providers", provider.Identifier);
            if (!lacking.Exists(expectation => expectation.Path.StartsWith(path, StringComparison.Ordinal)))
            {
                problems.AddRange(found.Select(problem => ConfigurationProblem.At(configuration.Providers[provider.Identifier].Place, problem.Under(path))));
            }
        }

        return problems;
    }

    private bool IsMet(IDbConnection connection, CatalogSnapshot snapshot, Expectation expectation) => expectation.Kind switch
    {
        Expected.Secret => secrets.ReadValue(connection, expectation.Name) is not null,
        Expected.Provider => snapshot.Providers.ContainsKey(expectation.Name),
        Expected.ProviderModel => !snapshot.Providers.TryGetValue(expectation.Provider!, out var provider) || provider.Models.ContainsKey(expectation.Name),
        _ => snapshot.Find(expectation.Name) is not null,
    };

    private List<(TokenHash Hash, DeclaredKey Key)> Keys(IDbConnection connection, DeclaredConfiguration configuration)
    {
        var keys = new List<(TokenHash Hash, DeclaredKey Key)>();
        foreach (var key in configuration.Keys.Values)
        {
            if (key.Hash is { } hash)
            {
                keys.Add((hash, key));
            }
            else if (secrets.ReadValue(connection, key.StoredSecret!) is { Length: <= TokenHash.MaxTokenLength } value)
            {
                keys.Add((TokenHash.Of(value.Trim()), key));
            }
        }

        return keys;
    }

    /// <summary>What was built.</summary>
    /// <param name="Snapshot">The catalog.</param>
    /// <param name="Problems">The providers that could not be built.</param>
    /// <param name="Lacking">What the configuration refers to and the store has not.</param>
    /// <param name="Keys">The declared gateway keys.</param>
    internal sealed record Result(
        CatalogSnapshot Snapshot, IReadOnlyList<Broken> Problems, IReadOnlyList<ConfigurationProblem> Lacking, IReadOnlyList<(TokenHash Hash, DeclaredKey Key)> Keys);

    /// <summary>A provider that could not be built.</summary>
    internal sealed record Broken(StoredProvider Provider, IReadOnlyList<Problem> Problems);
}
