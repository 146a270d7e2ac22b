namespace Fairlead.Server.Tests.Features.OwnedObjects;

public sealed class FileReferencesTests
{
    [Fact]
    public async Task Reference_ToAnothersFile_IsAsToOneThatIsNotThere()
    {
        await using var rig = await FileRig.StartAsync();
        var id = await FileRig.UploadAsync(rig.One);
        var before = rig.Simulator.Received.Count;

        var foreign = await rig.Other.SendAsync("POST", "/v1/chat/completions", Chat(id));
        var unknown = await rig.Other.SendAsync("POST", "/v1/chat/completions", Chat("file-unknown"));
        var message = await rig.Other.SendAsync("POST", "/v1/messages", Message(id));

        Assert.Equal((404, 404, 404), (foreign.Status, unknown.Status, message.Status));
        Assert.Equal(unknown.Text.Replace("file-unknown", id, StringComparison.Ordinal), foreign.Text);
        Assert.Equal($"No such File object: {id}", foreign.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("not_found_error", message.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(before, rig.Simulator.Received.Count);
    }

    [Fact]
    public async Task Reference_ToOnesOwnFile_GoesUpAsItIs()
    {
        await using var rig = await FileRig.StartAsync();
        var id = await FileRig.UploadAsync(rig.One);
        var before = rig.Simulator.Received.Count;

        await rig.One.SendAsync("POST", "/v1/chat/completions", Chat(id));

        Assert.Equal(before + 1, rig.Simulator.Received.Count);
        Assert.Contains(id, rig.Simulator.Received[^1].Body, StringComparison.Ordinal);
    }

    private static object Chat(string id) => new
    {
        model = "gpt-5",
        messages = new[] { new { role = "user", content = new[] { new { type = "file", file = new { file_id = id } } } } },
    };

    private static object Message(string id) => new
    {
        model = "gpt-5",
        max_tokens = 100,
        messages = new[] { new { role = "user", content = new[] { new { type = "document", source = new { type = "file", file_id = id } } } } },
    };
}
