namespace Fairlead.Server.Tests.Documentation;

/// <summary><c>docs/reference/configuration.md</c> is written from the file's schema; <c>dotnet dev.cs docs</c> rewrites it.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void ConfigurationPage_IsWhatTheSchemaSays()
    {
        var page = ConfigurationPage.Write();
        var path = Checkout.PathOf("docs/reference/configuration.md");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }
}
