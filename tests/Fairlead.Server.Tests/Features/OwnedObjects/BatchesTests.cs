using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.OwnedObjects;

public sealed class BatchesTests
{
    [Fact]
    public async Task Batch_OfItsOwner_EndsInAFileOfItsOwner()
    {
        await using var rig = await FileRig.StartAsync();
        var batch = (await FileRig.BatchAsync(rig.One, await FileRig.UploadAsync(rig.One))).Json.GetProperty("id").GetString()!;
        string? output = null;
        for (var i = 0; i < 3; i++)
        {
            output = (await rig.One.GetJsonAsync($"/v1/batches/{batch}")).GetProperty("output_file_id").GetString();
        }

        Assert.Contains("batch_req_", (await rig.One.SendAsync("GET", $"/v1/files/{output}/content")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await rig.Other.SendAsync("GET", $"/v1/files/{output}/content")).Status);
        Assert.Equal([batch], await FileRig.IdsAsync(rig.One, "/v1/batches"));
    }

    [Fact]
    public async Task List_OfBatches_MakesTheirFilesKnown()
    {
        await using var rig = await FileRig.StartAsync();
        var batch = (await FileRig.BatchAsync(rig.One, await FileRig.UploadAsync(rig.One))).Json.GetProperty("id").GetString();
        var upstream = rig.Server.Client("sk-simulated-0123456789");
        for (var i = 0; i < 3; i++)
        {
            using var advanced = await upstream.GetAsync(new Uri($"{rig.Simulator.BaseAddress.ToString().TrimEnd('/')}/batches/{batch}"), TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)advanced.StatusCode);
        }

        var output = (await rig.One.GetJsonAsync("/v1/batches")).GetProperty("data")[0].GetProperty("output_file_id").GetString();

        Assert.Equal(200, (await rig.One.SendAsync("GET", $"/v1/files/{output}/content")).Status);
    }

    [Fact]
    public async Task Batch_OfAnother_IsAsOneThatIsNotThere()
    {
        await using var rig = await FileRig.StartAsync();
        var batch = (await FileRig.BatchAsync(rig.One, await FileRig.UploadAsync(rig.One))).Json.GetProperty("id").GetString();

        Assert.Equal(404, (await rig.Other.SendAsync("GET", $"/v1/batches/{batch}")).Status);
        Assert.Equal(404, (await rig.Other.SendAsync("POST", $"/v1/batches/{batch}/cancel")).Status);
        Assert.Equal(404, (await rig.Other.SendAsync("POST", "/v1/batches/batch_unknown/cancel")).Status);
        Assert.Empty(await FileRig.IdsAsync(rig.Other, "/v1/batches"));
        Assert.Equal("cancelling", (await rig.One.SendAsync("POST", $"/v1/batches/{batch}/cancel")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Batch_OfAnothersFile_IsRefusedBeforeTheUpstreamHearsOfIt()
    {
        await using var rig = await FileRig.StartAsync();
        var (own, foreign) = (await FileRig.UploadAsync(rig.Other), await FileRig.UploadAsync(rig.One, FileRig.Batch + FileRig.Batch));
        var before = rig.Simulator.Received.Count;

        var reply = await FileRig.BatchAsync(rig.Other, foreign);
        using var twice = await rig.Other.PostTextAsync("/v1/batches", $$"""{"input_file_id":"{{own}}","input_file_\u0069d":"{{foreign}}","endpoint":"/v1/chat/completions","completion_window":"24h"}""");
        using var none = await rig.Other.PostTextAsync("/v1/batches", "{}");

        Assert.Equal(404, reply.Status);
        Assert.Equal("input_file_id", reply.Json.GetProperty("error").GetProperty("param").GetString());
        Assert.Equal((400, 400), ((int)twice.StatusCode, (int)none.StatusCode));
        Assert.Equal(before, rig.Simulator.Received.Count);
    }

    [Fact]
    public async Task Batch_GoesToTheFilesProvider()
    {
        await using var rig = await FileRig.StartAsync();
        var file = await FileRig.UploadAsync(rig.One);
        await using var elsewhere = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("not here"));
        await rig.Server.Admin.PostJsonAsync("/v1/llm-providers", new
        {
            identifier = "elsewhere", provider = "openai-compatible", config = new { baseUrl = elsewhere.BaseUrl, models = new[] { new { name = "gpt-other" } } },
        });
        await rig.Server.Admin.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "elsewhere", model = "gpt-other" });

        var batch = await FileRig.BatchAsync(rig.One, file);

        Assert.Equal(200, batch.Status);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(200, (await rig.One.SendAsync("GET", $"/v1/batches/{batch.Json.GetProperty("id").GetString()}")).Status);
        Assert.Equal(404, (await rig.One.SendContentAsync("GET", $"/v1/files/{file}", null, ("x-fairlead-provider", "elsewhere"))).Status);
    }
}
