using System.Data;
using Fairlead.Gateway;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Defaults;
using Fairlead.Server.Features.Secrets;

namespace Fairlead.Server.Features.Providers;

/// <summary>Builds the catalog's snapshot from the store.</summary>
internal sealed class CatalogBuilder(ProviderStore store, ISecretValues secrets, OutboundHandler outbound, GatewayOptions options, TimeProvider time)
{
    /// <summary>Builds all of it. A provider with problems is in the snapshot without its models.</summary>
    public Result Build(IDbConnection connection)
    {
        var providers = new List<ProviderSnapshot>();
        var broken = new List<Broken>();
        foreach (var stored in store.List(connection))
        {
            var (provider, problems) = Build(connection, stored);
            providers.Add(provider);
            if (problems.Count > 0)
            {
                broken.Add(new Broken(stored, problems));
            }
        }

        var chosen = DefaultChoice.Find(connection);
        var managed = providers.Exists(static provider => provider.Identifier == PortProviderType.TypeName) ? PortProviderType.TypeName : null;
        return new Result(new CatalogSnapshot(providers, chosen?.Provider ?? managed, chosen?.Model), broken);
    }

    /// <summary>Builds one provider, with what is wrong with it.</summary>
    public (ProviderSnapshot Provider, IReadOnlyList<Problem> Problems) Build(IDbConnection connection, StoredProvider stored)
    {
        var problems = new List<Problem>();
        var context = new ProviderContext(name => secrets.ReadValue(connection, name), outbound.Policy) { Options = options, Time = time };
        var provider = KnownProviderTypes.Find(stored.Type)!.Build(stored.Definition, context, problems);
        return (provider, problems);
    }

    /// <summary>A snapshot, and the providers that could not be built.</summary>
    internal sealed record Result(CatalogSnapshot Snapshot, IReadOnlyList<Broken> Problems);

    /// <summary>A provider that could not be built.</summary>
    internal sealed record Broken(StoredProvider Provider, IReadOnlyList<Problem> Problems);
}
