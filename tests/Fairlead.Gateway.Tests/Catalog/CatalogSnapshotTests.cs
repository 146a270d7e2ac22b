using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Tests.Catalog;

public sealed class CatalogSnapshotTests
{
    private static readonly CatalogSnapshot Catalog = new(
        [Snapshots.Named("main", "gpt", "meta/llama", "second/gpt"), Snapshots.Named("second", "gpt", "org/deep/model")], "main", null);

    [Theory]
    [InlineData("gpt", "main", "gpt")]
    [InlineData("main/gpt", "main", "gpt")]
    [InlineData("meta/llama", "main", "meta/llama")]
    [InlineData("main/meta/llama", "main", "meta/llama")]
    [InlineData("second/gpt", "main", "second/gpt")] // A model of the default provider wins over a provider's prefix.
    [InlineData("main/second/gpt", "main", "second/gpt")]
    [InlineData("second/org/deep/model", "second", "org/deep/model")]
    public void Find_Name_IsTheDeploymentItMeans(string name, string provider, string model)
    {
        var found = Assert.Single(Catalog.Find(name)!.Deployments).Deployment;

        Assert.Equal((provider, model), (found.Provider.Identifier, found.Model));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/gpt")]
    [InlineData("GPT")]
    [InlineData("Main/gpt")]
    [InlineData("org/deep/model")]
    [InlineData("second/")]
    [InlineData("third/gpt")]
    [InlineData("gpt ")]
    public void Find_OtherName_IsNone(string name) => Assert.Null(Catalog.Find(name));

    [Theory]
    [InlineData(null)]
    [InlineData("gone")]
    public void Find_WithoutADefaultProvider_TakesPrefixedNamesOnly(string? defaultProvider)
    {
        var catalog = new CatalogSnapshot([Snapshots.Named("main", "gpt")], defaultProvider, null);

        Assert.Null(catalog.Find("gpt"));
        Assert.NotNull(catalog.Find("main/gpt"));
    }

    [Fact]
    public void Replace_WithWhatGoesFirst_HasThatBeforeTheSnapshotOrNeither()
    {
        var catalog = new ModelCatalog();
        catalog.Replace(Catalog, () => Assert.Same(CatalogSnapshot.Empty, catalog.Current));

        Assert.Throws<InvalidOperationException>(() => catalog.Replace(CatalogSnapshot.Empty, static () => throw new InvalidOperationException()));

        Assert.Same(Catalog, catalog.Current);
    }

    [Fact]
    public void PublicName_OfEveryDeployment_FindsIt()
    {
        var catalog = new CatalogSnapshot([Snapshots.Named("main", "gpt", "meta/llama"), Snapshots.Named("second", "gpt", "x/y")], "main", null);

        var deployments = catalog.Providers.Values.SelectMany(static provider => provider.OrderedModels).ToList();

        Assert.Equal(["gpt", "meta/llama", "second/gpt", "second/x/y"], deployments.Select(catalog.PublicName).Order(StringComparer.Ordinal));
        Assert.All(deployments, deployment => Assert.Same(deployment, catalog.Find(catalog.PublicName(deployment))!.Deployments[0].Deployment));
    }
}
