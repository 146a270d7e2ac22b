using System.Collections.Frozen;

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
    public CatalogSnapshot(IEnumerable<ProviderSnapshot> providers, string? defaultProvider, string? defaultModel)
    {
        Providers = providers.ToFrozenDictionary(static provider => provider.Identifier, StringComparer.Ordinal);
        providersByText = Providers.GetAlternateLookup<ReadOnlySpan<char>>();
        DefaultProvider = defaultProvider is null ? null : Providers.GetValueOrDefault(defaultProvider);
        DefaultModel = defaultModel;
        defaultModels = DefaultProvider?.Models.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>A catalog of nothing.</summary>
    public static CatalogSnapshot Empty { get; } = new([], null, null);

    /// <summary>All providers by identifier.</summary>
    public FrozenDictionary<string, ProviderSnapshot> Providers { get; }

    /// <summary>The provider whose models need no prefix; null when there is none.</summary>
    public ProviderSnapshot? DefaultProvider { get; }

    /// <summary>The model that the organization chose as its default; null when it chose none.</summary>
    public string? DefaultModel { get; }

    /// <summary>The models that clients may use, the default provider's first.</summary>
    public IEnumerable<Deployment> Listed => Providers.Values.Where(static provider => provider.Enabled)
        .OrderBy(provider => provider != DefaultProvider).ThenBy(static provider => provider.Identifier, StringComparer.Ordinal)
        .SelectMany(static provider => provider.OrderedModels).Where(static deployment => deployment.Enabled);

    /// <summary>
    /// Finds the deployment that a client's model name means: a model of the default provider first, then
    /// <c>provider/model</c>, split at the first slash. Null when there is none; disabled ones are found.
    /// </summary>
    public Deployment? Find(ReadOnlySpan<char> name)
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

    /// <summary>The name under which clients reach a deployment.</summary>
    public string PublicName(Deployment deployment) =>
        ReferenceEquals(deployment.Provider, DefaultProvider) ? deployment.Model : $"{deployment.Provider.Identifier}/{deployment.Model}";
}
