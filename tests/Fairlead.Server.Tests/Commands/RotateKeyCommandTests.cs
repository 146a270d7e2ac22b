using System.Security.Cryptography;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Commands;

public sealed class RotateKeyCommandTests : IDisposable
{
    private const string Old = "FAIRLEAD_ENCRYPTION_KEY";
    private const string New = "FAIRLEAD_NEW_ENCRYPTION_KEY";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("fairlead-test-");
    private readonly string first = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string second = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task RotateKey_OnAStoppedServer_LetsTheNewKeyInAndTheOldOneOut()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        string token;
        await using (var before = await ServerProcess.StartAsync(data.FullName, null, (Old, first)))
        {
            token = await before.AdministratorTokenAsync();
            await Connection.MakeAsync(before.Client(token), upstream.BaseUrl);
            await before.TerminateAsync();
            Assert.Equal(0, await before.ExitCodeAsync());
        }

        var rotated = await Executable.RunAsync(["rotate-key", "--data", data.FullName], (Old, first), (New, second));

        Assert.Equal((0, string.Empty), (rotated.ExitCode, rotated.Error));
        Assert.Equal(2, (await Executable.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", data.FullName], (Old, first))).ExitCode);
        await using var after = await ServerProcess.StartAsync(data.FullName, null, (Old, second));
        Assert.Equal(200, (await after.Client(token).SendAsync("POST", "/v1/chat/completions", new { model = "claude-sonnet", messages = new[] { new { role = "user", content = "hi" } } })).Status);
        Assert.Equal("Bearer upstream-key-0123456789", upstream.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task RotateKey_OnARunningServer_EndsWith2()
    {
        await using var server = await ServerProcess.StartAsync(data.FullName, null, (Old, first));

        var run = await Executable.RunAsync(["rotate-key", "--data", data.FullName], (Old, first), (New, second));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(data.FullName, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no key")]
    public async Task RotateKey_WithoutAKeyToGoTo_EndsWith2AndNamesTheVariable(string? next)
    {
        var run = await Executable.RunAsync(["rotate-key", "--data", data.FullName], (Old, first), (New, next));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(New, run.Error, StringComparison.Ordinal);
        Assert.Empty(data.GetFileSystemInfos());
    }

    [Fact]
    public async Task RotateKey_WithAWrongOldKey_EndsWith2AndChangesNothing()
    {
        await using (await ServerProcess.StartAsync(data.FullName, null, (Old, first)))
        {
        }

        var run = await Executable.RunAsync(["rotate-key", "--data", data.FullName], (Old, second), (New, second));

        Assert.Equal(2, run.ExitCode);
        await using var after = await ServerProcess.StartAsync(data.FullName, null, (Old, first));
        Assert.Equal(200, (await after.Client().SendAsync("GET", "/health/ready")).Status);
    }
}
