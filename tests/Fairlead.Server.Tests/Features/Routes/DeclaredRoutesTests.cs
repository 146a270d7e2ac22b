using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Routes;

public sealed class DeclaredRoutesTests : IDisposable
{
    private const string Route = """{"deployments":[{"provider":"local","model":"small"}]}""";
    private const string Key = "a-key-of-the-operators-own-choice";

    private readonly ConfigurationFolder folder = new();

    public DeclaredRoutesTests() => Write("chat");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task DeclaredRoute_InReads_SaysItsOrigin()
    {
        await using var server = await StartAsync();

        var listed = Assert.Single((await server.Admin.GetJsonAsync("/v1/routes")).GetProperty("result").EnumerateArray());
        var shown = (await server.Admin.GetJsonAsync("/v1/routes/chat")).GetProperty("result");

        Assert.Equal(listed.GetRawText(), shown.GetRawText());
        Assert.Equal(("declared", "large"), (shown.GetProperty("origin").GetString(), shown.GetProperty("deployments")[0].GetProperty("model").GetString()));
        Assert.False(shown.TryGetProperty("createdAt", out _));
    }

    [Theory]
    [InlineData("POST", "/v1/routes", """{"name":"chat","deployments":[{"provider":"local","model":"small"}]}""")]
    [InlineData("PUT", "/v1/routes/chat", Route)]
    [InlineData("DELETE", "/v1/routes/chat", null)]
    public async Task DeclaredRoute_InWrites_Is409AndNamesThePlace(string method, string path, string? body)
    {
        await using var server = await StartAsync();

        var refusal = await server.Admin.SendTextAsync(method, path, body).RefusedAsync(409, "declared_in_configuration");

        Assert.Contains(folder.Path, refusal.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeclaredRoute_OfAStoredOnesName_WinsAndLeavesItInTheStore()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            Write("other");
            await using (var before = await StartAsync(data.FullName))
            {
                await before.Admin.PutJsonAsync("/v1/routes/chat", JsonElement.Parse(Route));
            }

            Write("chat");
            await using (var during = await StartAsync(data.FullName))
            {
                Assert.Equal("local/large", await ChosenAsync(during));
                Assert.Contains(during.Log.Lines, static line => line.Contains("the route 'chat' of the store is not used", StringComparison.Ordinal));
            }

            Write("other");
            await using var after = await StartAsync(data.FullName);
            Assert.Equal("local/small", await ChosenAsync(after));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task DeclaredKey_LimitedToARoute_SeesItAlone()
    {
        await using var server = await StartAsync();

        Assert.Equal(["chat"], await RouteRig.ListedAsync(server.Client(Key)));
        Assert.Equal(403, (await server.Client(Key).SendAsync("GET", "/v1/models/local/small")).Status);
    }

    [Fact]
    public async Task DeclaredKey_WhoseModelsAReloadChanges_IsLimitedToTheNewOnes()
    {
        await using var server = await StartAsync();
        var client = server.Client(Key);
        await RouteRig.ListedAsync(client);

        Write("next");
        await server.Admin.PostJsonAsync("/v1/config/reload", new { });

        Assert.Equal(["next"], await RouteRig.ListedAsync(client));
    }

    private static async Task<string?> ChosenAsync(TestServer server) =>
        (await server.Admin.PostJsonAsync("/v1/routes/explain", new { model = "chat" })).GetProperty("result").GetProperty("steps")[0].GetProperty("chosen").GetString();

    private void Write(string route) => folder.Write($$"""
        providers:
          local:
            type: openai-compatible
            config: {baseUrl: "http://127.0.0.1:1/v1", models: [{name: small}, {name: large}]}
        keys:
          limited: {key: {{Key}}, models: [{{route}}]}
        routes:
          {{route}}:
            deployments: [{provider: local, model: large}]
        """);

    private Task<TestServer> StartAsync(string? data = null) => TestServer.StartAsync(settings => settings with { Config = folder.Path }, data);
}
