using System.Collections.Frozen;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Catalog;

/// <summary>Everything that a request needs to know of providers and models. Immutable: replaced whole, never edited.</summary>
public sealed class CatalogSnapshot
{
    private readonly FrozenDictionary<string, ProviderSnapshot>.AlternateLookup<ReadOnlySpan<char>> providersByText;
    private readonly FrozenDictionary<string, Deployment>.AlternateLookup<ReadOnlySpan<char>>? defaultModels;

    /// <summary>Builds a snapshot.</summary>
    /// <param name="providers">All providers, disabled ones included.</param>
    /// <param name="defaultProvider">The organization's default provider, or the managed one when there is no other; null for none.</param>
    /// <param name="defaultModel">The organization's default model; null for the default provider's first enabled one.</param>
    /// <param name="routes">What is declared of models and their deployments.</param>
    /// <param name="options">How requests are routed where a route says nothing else.</param>
    public CatalogSnapshot(
        IEnumerable<ProviderSnapshot> providers, string? defaultProvider, string? defaultModel, IReadOnlyList<RouteDefinition>? routes = null, RoutingOptions? options = null)
    {
        Providers = providers.ToFrozenDictionary(static provider => provider.Identifier, StringComparer.Ordinal);
        providersByText = Providers.GetAlternateLookup<ReadOnlySpan<char>>();
        DefaultProvider = defaultProvider is null ? null : Providers.GetValueOrDefault(defaultProvider);
        DefaultModel = defaultModel;
        defaultModels = DefaultProvider?.Models.GetAlternateLookup<ReadOnlySpan<char>>();
        Routes = new RouteTable(routes ?? [], Providers, options ?? new RoutingOptions());
    }

    /// <summary>A catalog of nothing.</summary>
    public static CatalogSnapshot Empty { get; } = new([], null, null);

    /// <summary>All providers by identifier.</summary>
    public FrozenDictionary<string, ProviderSnapshot> Providers { get; }

    /// <summary>The provider whose models need no prefix; null when there is none.</summary>
    public ProviderSnapshot? DefaultProvider { get; }

    /// <summary>The declared routes.</summary>
    public RouteTable Routes { get; }

    /// <summary>The model that the organization chose as its default; null when it chose none.</summary>
    public string? DefaultModel { get; }

    /// <summary>The models that clients may use: the declared ones with their aliases, then the default provider's, then the others'.</summary>
    public IEnumerable<ListedModel> Listed => Routes.Listed.Concat(Providers.Values.Where(static provider => provider.Enabled)
        .OrderBy(provider => provider != DefaultProvider).ThenBy(static provider => provider.Identifier, StringComparer.Ordinal)
        .SelectMany(static provider => provider.OrderedModels).Where(static deployment => deployment.Enabled)
        .Select(deployment => new ListedModel(PublicName(deployment), deployment))).DistinctBy(static model => model.Name, StringComparer.Ordinal);

    /// <summary>
    /// Finds what a client's model name means: a declared route or an alias, then a model of the default provider, then <c>provider/model</c>, split at the first slash,
    /// then a pattern. Null when there is none; disabled models are found when nothing else is.
    /// </summary>
    public Route? Find(ReadOnlySpan<char> name)
    {
        if (Routes.Find(name) is { } declared)
        {
            return declared;
        }

        var found = FindDeployment(name);
        return found is { Enabled: true, Provider.Enabled: true } ? found.Route : Routes.Match(name) ?? found?.Route;
    }

    /// <summary>Finds a model of the default provider, or <c>provider/model</c>.</summary>
    public Deployment? FindDeployment(ReadOnlySpan<char> name)
    {
        if (defaultModels is { } models && models.TryGetValue(name, out var deployment))
        {
            return deployment;
        }

        var slash = name.IndexOf('/');
        return slash > 0
            && providersByText.TryGetValue(name[..slash], out var provider)
            && provider.Models.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[(slash + 1)..], out deployment)
            ? deployment
            : null;
    }

    /// <summary>Takes over what is going on from the snapshot before, where deployments are still the same; called once, before publication.</summary>
    internal void Adopt(CatalogSnapshot before)
    {
        foreach (var provider in Providers.Values)
        {
            if (before.Providers.GetValueOrDefault(provider.Identifier) is { } known && provider.IsSameAs(known))
            {
                provider.Adopt(known);
            }
        }

        Routes.Adopt(before.Routes);
    }

    /// <summary>The name under which clients reach a deployment.</summary>
    public string PublicName(Deployment deployment) =>
        ReferenceEquals(deployment.Provider, DefaultProvider) ? deployment.Model : $"{deployment.Provider.Identifier}/{deployment.Model}";
}
