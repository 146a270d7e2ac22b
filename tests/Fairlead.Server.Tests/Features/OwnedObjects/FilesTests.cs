using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.OwnedObjects;

public sealed class FilesTests
{
    [Fact]
    public async Task File_OfItsOwner_IsThereInEveryWay()
    {
        await using var rig = await FileRig.StartAsync();

        var id = await FileRig.UploadAsync(rig.One);

        Assert.Equal(id, (await rig.One.GetJsonAsync($"/v1/files/{id}")).GetProperty("id").GetString());
        Assert.Equal(FileRig.Batch, (await rig.One.SendAsync("GET", $"/v1/files/{id}/content")).Text);
        Assert.Equal([id], await FileRig.IdsAsync(rig.One, "/v1/files"));
        Assert.Equal(200, (await rig.One.SendAsync("DELETE", $"/v1/files/{id}")).Status);
        Assert.Equal(404, (await rig.One.SendAsync("GET", $"/v1/files/{id}")).Status);
        Assert.Empty(await FileRig.IdsAsync(rig.One, "/v1/files"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/content")]
    [InlineData("DELETE", "")]
    public async Task File_OfAnother_IsAsOneThatIsNotThere(string method, string path)
    {
        await using var rig = await FileRig.StartAsync();
        var id = await FileRig.UploadAsync(rig.One);
        var before = rig.Simulator.Received.Count;

        var foreign = await rig.Other.SendAsync(method, $"/v1/files/{id}{path}");
        var unknown = await rig.Other.SendAsync(method, $"/v1/files/file-unknown{path}");
        var admins = await rig.Server.Admin.SendAsync(method, $"/v1/files/{id}{path}");

        Assert.Equal((404, 404, 404), (foreign.Status, unknown.Status, admins.Status));
        Assert.Equal(unknown.Text.Replace("file-unknown", id, StringComparison.Ordinal), foreign.Text);
        Assert.Equal($"No such File object: {id}", foreign.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(before, rig.Simulator.Received.Count);
        Assert.Empty(await FileRig.IdsAsync(rig.Other, "/v1/files"));
        Assert.Equal(200, (await rig.One.SendAsync("GET", $"/v1/files/{id}")).Status);
    }

    [Fact]
    public async Task List_AmongOthersFiles_PagesOverOnesOwn()
    {
        await using var rig = await FileRig.StartAsync();
        var own = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            own.Insert(0, await FileRig.UploadAsync(rig.One, $"{FileRig.Batch}{i}"));
            await FileRig.UploadAsync(rig.Other, $"{FileRig.Batch}other{i}");
        }

        var first = await rig.One.GetJsonAsync("/v1/files?limit=2");
        var second = await FileRig.IdsAsync(rig.One, $"/v1/files?limit=3&after={own[1]}");

        Assert.Equal(own, await FileRig.IdsAsync(rig.One, "/v1/files"));
        Assert.Equal([own[0], own[1]], first.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal(own[1], first.GetProperty("last_id").GetString());
        Assert.Equal(own[2..], second);
        Assert.Equal([own[4]], await FileRig.IdsAsync(rig.One, "/v1/files?order=asc&limit=1"));
        Assert.Equal(404, (await rig.Other.SendAsync("GET", $"/v1/files?after={own[0]}")).Status);
        Assert.Equal(400, (await rig.One.SendAsync("GET", "/v1/files?limit=0")).Status);
    }

    [Fact]
    public async Task File_AfterARestart_IsStillItsOwners()
    {
        await using var rig = await FileRig.StartAsync();
        var id = await FileRig.UploadAsync(rig.One);
        var (one, other) = (rig.One.DefaultRequestHeaders.Authorization!.Parameter, rig.Other.DefaultRequestHeaders.Authorization!.Parameter);
        var data = await rig.Server.StopAsync();

        await using var server = await TestServer.StartAsync(data: data);

        Assert.Equal(FileRig.Batch, (await server.Client(one).SendAsync("GET", $"/v1/files/{id}/content")).Text);
        Assert.Equal(404, (await server.Client(other).SendAsync("GET", $"/v1/files/{id}/content")).Status);
    }

    [Theory]
    [InlineData("missing", 404, "provider_not_found")]
    [InlineData("openai-compatible", 200, null)]
    public async Task Upload_ToANamedProvider_GoesThereOrSaysWhyNot(string provider, int status, string? code)
    {
        await using var rig = await FileRig.StartAsync();

        var reply = await FileRig.TryUploadAsync(rig.One, FileRig.Batch, provider);

        Assert.Equal(status, reply.Status);
        Assert.Equal(code, reply.Json.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null);
        Assert.All(rig.Simulator.Received, static request => Assert.DoesNotContain("x-fairlead-provider", request.Headers.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Upload_ThatTheUpstreamRefuses_PassesItsWords()
    {
        await using var rig = await FileRig.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("nonsense"), "purpose" }, { new ByteArrayContent([1]), "file", "a" } };

        var reply = await rig.One.SendContentAsync("POST", "/v1/files", form);

        Assert.Equal(400, reply.Status);
        Assert.Contains("nonsense", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await FileRig.IdsAsync(rig.One, "/v1/files"));
    }

    [Fact]
    public async Task Routes_WithoutAKey_Are401()
    {
        await using var rig = await FileRig.StartAsync();
        foreach (var (method, path) in ((string, string)[])[("GET", "/v1/files"), ("GET", "/v1/files/a"), ("DELETE", "/v1/files/a"), ("GET", "/v1/files/a/content"), ("GET", "/v1/batches"), ("POST", "/v1/batches"), ("GET", "/v1/batches/a"), ("POST", "/v1/batches/a/cancel"), ("POST", "/v1/files")])
        {
            Assert.Equal(401, (await rig.Server.Anonymous.SendAsync(method, path)).Status);
        }
    }

    [Fact]
    public async Task UnknownMethod_IsToldInOpenAIsShape()
    {
        await using var rig = await FileRig.StartAsync();

        var reply = await rig.One.SendAsync("PUT", "/v1/files");

        Assert.Equal("method_not_supported", reply.Json.GetProperty("error").GetProperty("code").GetString());
    }
}
