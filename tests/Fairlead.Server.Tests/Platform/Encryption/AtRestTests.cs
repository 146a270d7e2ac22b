using System.Text;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Encryption;

/// <summary>Reads everything that a server leaves on disk and in its log, and looks for what must not be there.</summary>
public sealed class AtRestTests
{
    private const string Marker = "QX7marker";
    private const string Prompt = $"{Marker}-prompt";
    private const string Answer = $"{Marker}-answer";

    [Fact]
    public async Task Secrets_AtRestAndInTheLog_AreNowhereInClear()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion(Answer));
        await using var server = await TestServer.StartAsync();
        var hidden = await UseAsync(server, upstream);

        await AssertAbsentAsync(server, hidden);
        await server.StopAsync();
        await AssertAbsentAsync(server, hidden);
        Assert.DoesNotContain(server.Log.Lines, static line => line.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Responses_AtRestAndInTheLog_AreNowhereInClear()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Request.Path.Value!.EndsWith("/responses", StringComparison.Ordinal)
            ? ScriptedUpstream.Says(404, "application/json", "{}")(context)
            : ScriptedUpstream.SaysCompletion(Answer)(context));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        var made = await server.Admin.SendAsync("POST", "/v1/responses", new { model = "claude-sonnet", input = Prompt });
        var id = made.Json.GetProperty("id").GetString()!;

        await server.StopAsync();

        await AssertAbsentAsync(server, [Prompt, Answer]);
        Assert.Contains(Answer, made.Text, StringComparison.Ordinal);
        Assert.True((await ReadAsync(Path.Combine(server.Data, "fairlead.db"))).AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)) >= 0, "The response was not written.");
    }

    // Every kind of thing that must be hidden, each used on the ways that could let it out: kept, changed, refused, sent, failed upstream.
    private static async Task<IReadOnlyList<string>> UseAsync(TestServer server, ScriptedUpstream upstream)
    {
        List<string> hidden = [$"{Marker}-api-key", $"{Marker}-header", $"{Marker}-changed", $"{Marker}-refused", $"{Marker}-unused"];
        await server.ConnectAsync(upstream.BaseUrl, hidden[0], more: new Dictionary<string, object> { ["customHeaders"] = new Dictionary<string, string> { ["x-token"] = hidden[1] } });
        await server.Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = "UNUSED", secretValue = hidden[4] });
        await ChatAsync(server.Admin);
        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", $"/v1/organization/secrets/{Wiring.SecretName}", new { secretValue = hidden[2] })).Status);
        Assert.Equal(422, (await server.Admin.SendAsync("PATCH", $"/v1/organization/secrets/{Wiring.SecretName}", new { secretValue = hidden[3] + "\nx" })).Status);

        var key = await server.KeyAsync();
        hidden.Add(key);
        await ChatAsync(server.Client(key));
        var app = (await server.Admin.PostJsonAsync("/v1/apps", new { name = "app", role = "Member" })).GetProperty("result");
        hidden.Add(app.GetProperty("secret").GetString()!);
        hidden.Add(await server.TokenAsync(app.GetProperty("id").GetString()!, hidden[^1]));
        Assert.Equal(401, (await server.Anonymous.SendAsync("POST", "/v1/auth/access_token", new { clientId = app.GetProperty("id").GetString(), clientSecret = $"{Marker}-wrong" })).Status);

        upstream.Answer = ScriptedUpstream.Says(500, "application/json", $$$"""{"error": {"message": "no use for {{{hidden[2]}}} and {{{hidden[1]}}}"}}""");
        var failed = await server.Admin.SendAsync("POST", "/v1/ai/invoke", new { prompt = Prompt, stream = false });
        Assert.Equal(502, failed.Status);
        Assert.DoesNotContain(Marker, failed.Text, StringComparison.Ordinal);
        return [.. hidden, $"{Marker}-wrong"];
    }

    private static async Task ChatAsync(HttpClient client) =>
        Assert.Equal(200, (await client.SendAsync("POST", "/v1/chat/completions", new { model = "claude-sonnet", messages = new[] { new { role = "user", content = Prompt } } })).Status);

    private static async Task AssertAbsentAsync(TestServer server, IReadOnlyList<string> hidden)
    {
        var files = Directory.GetFiles(server.Data, "*", SearchOption.AllDirectories);
        Assert.Contains(files, static file => file.EndsWith(".db", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await ReadAsync(file);
            Assert.All(hidden, text => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{Path.GetFileName(file)} has {text}."));
        }

        Assert.All(hidden, text => Assert.DoesNotContain(server.Log.Lines, line => line.Contains(text, StringComparison.Ordinal)));
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        // The lock is the one file that nobody else may open, and it is empty.
        if (Path.GetFileName(path) == "lock")
        {
            Assert.Equal(0, new FileInfo(path).Length);
            return [];
        }

        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
        return content.ToArray();
    }
}
