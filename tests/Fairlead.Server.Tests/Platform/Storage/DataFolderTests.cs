using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Storage;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Storage;

public sealed class DataFolderTests
{
    [Fact]
    public async Task Folder_ThatIsInUse_IsRefusedByItsPath()
    {
        await using var server = await TestServer.StartAsync();

        var refused = Assert.Throws<StartupException>(() => DataFolder.Open(server.Data));

        Assert.Contains($"Another process uses the data folder '{server.Data}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_ThatIsAFile_IsRefusedByItsPath()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = Assert.Throws<StartupException>(() => DataFolder.Open(file));

            Assert.Contains($"The data folder '{file}' cannot be used", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Server_WithAnotherKey_DoesNotStart()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            await using (await TestServer.StartAsync(data: data.FullName))
            {
            }

            var refused = await Assert.ThrowsAsync<StartupException>(() =>
                TestServer.StartAsync(static settings => settings with { EncryptionKey = Convert.ToBase64String(new byte[32]) }, data.FullName));

            Assert.Contains("encrypted with another key", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
