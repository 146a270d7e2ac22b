using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.Admission;

public sealed class AllowedModelsTests
{
    private static readonly CatalogSnapshot Catalog = new(
        [Snapshots.Named("main", "gpt", "taken"), Snapshots.Named("second", "gpt")],
        "main",
        null,
        [new RouteDefinition("taken", [new DeploymentDefinition("second", "gpt")]) { Aliases = ["other"], AccessGroups = ["beta"] }]);

    [Theory]
    [InlineData("gpt", "gpt", true)]
    [InlineData("gpt", "main/gpt", true)]
    [InlineData("gpt", "second/gpt", false)]
    [InlineData("main/gpt", "gpt", true)]
    [InlineData("g*", "gpt", true)]
    [InlineData("second/*", "second/gpt", true)]
    [InlineData("second/*", "gpt", false)]
    [InlineData("other", "taken", true)]
    [InlineData("taken", "other", true)]
    [InlineData("beta", "taken", true)]
    [InlineData("beta", "gpt", false)]
    [InlineData("taken", "main/taken", false)] // The name is the declared route's, not that of the model behind it.
    public void Allows_AName_IfItsRouteIsListed(string listed, string asked, bool expected) =>
        Assert.Equal(expected, new AllowedModels([listed]).Allows(Catalog.Find(asked)!, Catalog));

    [Fact]
    public void Allows_ARouteAskedAboutBefore_AllocatesNothing()
    {
        var allowed = new AllowedModels(["x", "y*", "beta"]);
        var (yes, no) = (Catalog.Find("taken")!, Catalog.Find("gpt")!);
        Assert.True(allowed.Allows(yes, Catalog));
        Assert.False(allowed.Allows(no, Catalog));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            allowed.Allows(yes, Catalog);
            allowed.Allows(no, Catalog);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
