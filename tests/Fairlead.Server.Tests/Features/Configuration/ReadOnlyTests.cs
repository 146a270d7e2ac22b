using Fairlead.Server.Tests.Features.Providers;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Configuration;

public sealed class ReadOnlyTests : IDisposable
{
    private const string Secret = "sk-declared-value";
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Declared_InReads_IsThereWithoutItsSecrets()
    {
        await using var server = await StartAsync();

        var secrets = await server.Admin.SendAsync("GET", "/v1/organization/secrets");
        var secret = await server.Admin.SendAsync("GET", "/v1/organization/secrets/KEY");
        var keys = await server.Admin.SendAsync("GET", "/v1/keys");
        var chosen = (await server.Admin.GetJsonAsync(ProviderCalls.Route + "/defaults")).GetProperty("result");

        Assert.Equal("KEY", Assert.Single(secrets.Json.GetProperty("secrets").EnumerateArray()).GetProperty("secretName").GetString());
        Assert.True(secret.Json.GetProperty("secret").GetProperty("declared").GetBoolean());
        Assert.Equal("key:master", Assert.Single(keys.Json.GetProperty("result").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(["local"], await server.Admin.ProvidersAsync());
        Assert.True((await server.ProviderAsync("local")).GetProperty("declared").GetBoolean());
        Assert.Equal("local small", $"{chosen.GetProperty("provider")} {chosen.GetProperty("model")}");
        Assert.All([secrets, secret, keys], static reply => Assert.DoesNotContain(Secret, reply.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/v1/organization/secrets", """{"secretName":"KEY","secretValue":"x"}""", ":2:3")]
    [InlineData("PATCH", "/v1/organization/secrets/KEY", """{"secretValue":"x"}""", ":2:3")]
    [InlineData("DELETE", "/v1/organization/secrets/KEY", null, ":2:3")]
    [InlineData("POST", "/v1/llm-providers", """{"provider":"openai-compatible","identifier":"local","config":{"baseUrl":"http://h/v1","models":[{"name":"abc"}]}}""", ":4:3")]
    [InlineData("PUT", "/v1/llm-providers/local", """{"enabled":false}""", ":4:3")]
    [InlineData("DELETE", "/v1/llm-providers/local?force=true", null, ":4:3")]
    [InlineData("PUT", "/v1/llm-providers/defaults", """{"provider":"local","model":"small"}""", ":5:1")]
    [InlineData("DELETE", "/v1/keys/key:master", null, ":7:3")]
    public async Task Declared_InWrites_Is409AndNamesThePlace(string method, string path, string? body, string place)
    {
        await using var server = await StartAsync();

        var refusal = await server.Admin.SendTextAsync(method, path, body).RefusedAsync(409, "declared_in_configuration");

        Assert.Contains(folder.Path + place, refusal.Message(), StringComparison.Ordinal);
        Assert.Equal(["local"], await server.Admin.ProvidersAsync());
        Assert.True((await server.ProviderAsync("local")).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Declared_AfterARestartWithoutTheFile_IsNotInTheStore()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        await using (await StartAsync(data.FullName))
        {
        }

        await using (var server = await TestServer.StartAsync(data: data.FullName))
        {
            Assert.Empty(await server.Admin.ProvidersAsync());
            Assert.Empty((await server.Admin.GetJsonAsync("/v1/organization/secrets")).GetProperty("secrets").EnumerateArray());
            Assert.Empty((await server.Admin.GetJsonAsync("/v1/keys")).GetProperty("result").EnumerateArray());
        }

        Assert.All(Directory.EnumerateFiles(data.FullName), static file => Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal));
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Declared_BesideTheSameNamesInTheStore_ShadowsThemAndSaysSo()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        await using (var before = await TestServer.StartAsync(data: data.FullName))
        {
            await before.StoreSecretAsync("KEY", "stored");
            (await before.Admin.ConnectAsync(ProviderCalls.Config(), ",\"identifier\":\"local\"")).Dispose();
        }

        await using (var server = await StartAsync(data.FullName))
        {
            Assert.Contains("small", (await server.ProviderAsync("local")).EnabledModels());
            Assert.Equal(["local"], await server.Admin.ProvidersAsync());
            Assert.Equal(2, server.Log.Lines.Count(static line => line.Contains("of the store is not used", StringComparison.Ordinal)));
        }

        data.Delete(recursive: true);
    }

    private async Task<TestServer> StartAsync(string? data = null)
    {
        folder.Write($$$"""
            secrets:
              KEY: {{{Secret}}}
            providers:
              local: {type: openai-compatible, config: {baseUrl: "http://llm.example/v1", apiKeySecretName: KEY, models: [{name: small}]}}
            defaults: {provider: local, model: small}
            keys:
              master: {key: secret:KEY, models: [small]}
            """);
        return await TestServer.StartAsync(settings => settings with { Config = folder.Path }, data);
    }
}
