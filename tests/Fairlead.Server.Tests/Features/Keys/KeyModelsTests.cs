using System.Net.Http.Headers;
using Fairlead.Server.Tests.Features.Routes;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Keys;

public sealed class KeyModelsTests
{
    [Fact]
    public async Task Key_WithoutModels_MayUseAll()
    {
        await using var rig = await RouteRig.StartAsync();
        var client = rig.Server.Client(await rig.Server.KeyAsync());

        Assert.Equal(200, (await rig.AskAsync("us/large", client)).Status);
        Assert.Equal(await RouteRig.ListedAsync(rig.Admin), await RouteRig.ListedAsync(client));
    }

    [Theory]
    [InlineData("small", new[] { "small", "eu/small" }, new[] { "large", "us/small", "chat", "gpt-4", "beta-chat", "any/x" })]
    [InlineData("us/*", new[] { "us/small", "us/large" }, new[] { "small", "chat" })]
    [InlineData("gpt-4", new[] { "gpt-4", "chat" }, new[] { "us/small", "beta-chat" })]
    [InlineData("chat", new[] { "gpt-4", "chat" }, new[] { "us/small" })]
    [InlineData("beta", new[] { "beta-chat" }, new[] { "chat", "small" })]
    [InlineData("any/*", new[] { "any/x" }, new[] { "chat", "small" })]
    [InlineData("any/x", new[] { "any/x" }, new[] { "any/y" })]
    public async Task Key_LimitedToModels_UsesTheseAndNoOthers(string models, string[] allowed, string[] others)
    {
        await using var rig = await StartAsync();
        var client = await rig.LimitedAsync(models);

        foreach (var model in allowed)
        {
            Assert.Equal((model, 200), (model, (await rig.AskAsync(model, client)).Status));
        }

        foreach (var model in others)
        {
            var reply = await rig.AskAsync(model, client);
            Assert.Equal((model, 403, "model_not_allowed"), (model, reply.Status, reply.Json.GetProperty("error").GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Key_LimitedToModels_IsShownThemAlone()
    {
        await using var rig = await StartAsync();
        var client = await rig.LimitedAsync("chat", "large");

        Assert.Equal(["chat", "gpt-4", "large"], await RouteRig.ListedAsync(client));
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/models/large")).Status);
        Assert.Equal(403, (await client.SendAsync("GET", "/v1/models/small")).Status);
        var anthropic = await client.SendContentAsync("GET", "/v1/models", null, ("anthropic-version", "2023-06-01"));
        Assert.Equal(["chat", "gpt-4", "large"], anthropic.Json.GetProperty("data").EnumerateArray().Select(static model => model.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Key_LimitedToModels_IsRefusedInAnthropicsShapeToo()
    {
        await using var rig = await StartAsync();
        var client = await rig.LimitedAsync("chat");

        var reply = await client.SendAsync("POST", "/v1/messages", new { model = "small", max_tokens = 5, messages = new[] { new { role = "user", content = "hi" } } });

        Assert.Equal((403, "permission_error"), (reply.Status, reply.Json.GetProperty("error").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Key_LimitedToModels_IsLimitedInUploadsAndMakesNoBatches()
    {
        await using var rig = await StartAsync();
        var client = await rig.LimitedAsync("large");
        using var form = new MultipartFormDataContent { { new StringContent("small"), "model" } };
        using var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        form.Add(file, "file", "a.wav");

        var upload = await client.SendContentAsync("POST", "/v1/audio/transcriptions", form);
        var batch = await client.SendAsync("POST", "/v1/batches", new { input_file_id = "file-1", endpoint = "/v1/chat/completions", completion_window = "24h" });

        Assert.Equal((403, "model_not_allowed"), (upload.Status, upload.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal((403, "model_not_allowed"), (batch.Status, batch.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Empty(rig.Eu.Requests);
    }

    [Fact]
    public async Task Key_LimitedToARoute_FollowsItsChanges()
    {
        await using var rig = await StartAsync();
        var client = await rig.LimitedAsync("beta");
        Assert.Equal(403, (await rig.AskAsync("chat", client)).Status);

        await rig.SendAsync("PUT", "/v1/routes/chat", """{"accessGroups":["beta"],"deployments":[{"provider":"us","model":"large"}]}""");

        Assert.Equal(200, (await rig.AskAsync("chat", client)).Status);
    }

    [Fact]
    public async Task Key_LimitedToModels_IsSoAfterARestart()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            string key;
            await using (var before = await TestServer.StartAsync(data: data.FullName))
            {
                await before.ConnectAsync("http://127.0.0.1:1/v1", models: [new { name = "one" }, new { name = "two" }]);
                key = (await before.Admin.PostJsonAsync("/v1/keys", new { name = "limited", models = (string[])["two"] })).GetProperty("result").GetProperty("key").GetString()!;
            }

            await using var after = await TestServer.StartAsync(data: data.FullName);

            Assert.Equal(["two"], await RouteRig.ListedAsync(after.Client(key)));
            var listed = (await after.Admin.GetJsonAsync("/v1/keys")).GetProperty("result")[0];
            Assert.Equal("two", listed.GetProperty("models")[0].GetString());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"name":"k","models":[]}""", "models")]
    [InlineData("""{"name":"k","models":[""]}""", "models[0]")]
    public async Task Key_LimitedToNothing_IsNotMade(string json, string path)
    {
        await using var rig = await RouteRig.StartAsync();

        Assert.Equal([path], (await rig.SendAsync("POST", "/v1/keys", json)).ProblemPaths);
    }

    private static async Task<RouteRig> StartAsync()
    {
        var rig = await RouteRig.StartAsync();
        await rig.RouteAsync("""{"name":"chat","aliases":["gpt-4"],"deployments":[{"provider":"us","model":"small"}]}""");
        await rig.RouteAsync("""{"name":"beta-chat","accessGroups":["beta"],"deployments":[{"provider":"us","model":"small"}]}""");
        await rig.RouteAsync("""{"name":"any/*","deployments":[{"provider":"us"}]}""");
        return rig;
    }
}
