using Fairlead.Server.Features.Apps;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Apps;

public sealed class FirstAdministratorTests : IDisposable
{
    private static readonly Credential Chosen = new("operator", "chosen-by-a-person");
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("fairlead-test-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Administrator_OfAFreshStore_IsInAFileThatOnlyTheUserMayRead()
    {
        await using var server = await TestServer.StartAsync(data: data.FullName);

        var file = Path.Combine(data.FullName, FirstAdministrator.FileName);

        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
        var secret = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[1].Split('=')[1];
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.Contains(server.Log.Lines, line => line.Contains(file, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.FullName, "encryption-key")));
        }
    }

    [Fact]
    public async Task Administrator_OfAFreshStore_IsMadeOnce()
    {
        await using (await TestServer.StartAsync(data: data.FullName))
        {
        }

        await using var server = await TestServer.StartAsync(data: data.FullName);

        Assert.Single((await server.Admin.GetJsonAsync("/v1/apps")).GetProperty("result").EnumerateArray());
    }

    [Fact]
    public async Task Administrator_OfTheEnvironment_HasNoFile()
    {
        await using var server = await StartAsync(Chosen);

        Assert.False(File.Exists(Path.Combine(data.FullName, FirstAdministrator.FileName)));
        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
    }

    [Fact]
    public async Task Administrator_OfTheEnvironmentWithAChangedSecret_WinsAndTheOldOneAndItsTokensAreDead()
    {
        var token = await TokenOfAFirstServerAsync();

        await using var server = await StartAsync(Chosen with { Secret = "chosen-anew" });

        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
        Assert.Equal(401, (await Chosen.AskAsync(server)).Status);
        Assert.Equal(401, (await server.Client(token).SendAsync("GET", "/v1/apps")).Status);
    }

    [Fact]
    public async Task Administrator_OfTheEnvironmentUnchanged_KeepsItsTokens()
    {
        var token = await TokenOfAFirstServerAsync();

        await using var server = await StartAsync(Chosen);

        Assert.Equal(200, (await server.Client(token).SendAsync("GET", "/v1/apps")).Status);
    }

    [Theory]
    [InlineData("PUT", """{"enabled": false}""")]
    [InlineData("PUT", """{"role": "Member"}""")]
    [InlineData("POST", null)]
    [InlineData("DELETE", null)]
    public async Task Administrator_OfTheEnvironmentThatWasChanged_IsBackAtTheNextStartAndItsOldTokensAreNot(string method, string? body)
    {
        string token;
        await using (var before = await StartAsync(Chosen))
        {
            token = await before.TokenAsync(Chosen.Id, Chosen.Secret);
            var other = await Credential.CreateAsync(before, "Admin");
            var client = before.Client(await before.TokenAsync(other.Id, other.Secret));
            var changed = await client.SendContentAsync(method, $"/v1/apps/operator{(method == "POST" ? "/rotate-secret" : string.Empty)}", body is null ? null : new StringContent(body, null, "application/json"));
            Assert.Equal(200, changed.Status);
        }

        await using var server = await StartAsync(Chosen);

        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
        Assert.Equal(401, (await server.Client(token).SendAsync("GET", "/v1/apps")).Status);
    }

    private async Task<string> TokenOfAFirstServerAsync()
    {
        await using var server = await StartAsync(Chosen);
        return await server.TokenAsync(Chosen.Id, Chosen.Secret);
    }

    private Task<TestServer> StartAsync(Credential administrator) =>
        TestServer.StartAsync(settings => settings with { AdminClientId = administrator.Id, AdminClientSecret = administrator.Secret }, data.FullName);
}
