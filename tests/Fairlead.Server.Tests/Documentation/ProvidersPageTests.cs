namespace Fairlead.Server.Tests.Documentation;

/// <summary><c>docs/reference/providers.md</c> is written from the provider types; <c>dotnet dev.cs docs</c> rewrites it.</summary>
public sealed class ProvidersPageTests
{
    [Fact]
    public void ProvidersPage_IsWhatTheTypesSay()
    {
        var page = ProvidersPage.Write();
        var path = Checkout.PathOf("docs/reference/providers.md");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }
}
