using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Secrets;

public sealed class SecretsTests
{
    private const string Route = "/v1/organization/secrets";
    private const string Value = "a-value-that-must-not-be-shown";

    [Fact]
    public async Task Secrets_ThroughTheirLife_AnswerTheirMetadataAlone()
    {
        await using var server = await TestServer.StartAsync();

        var made = await server.Admin.SendAsync("POST", Route, new { secretName = "my-Secret_1", secretValue = Value, description = "of a test" });
        var shown = await server.Admin.SendAsync("GET", $"{Route}/my-Secret_1");
        var changed = await server.Admin.SendAsync("PATCH", $"{Route}/my-Secret_1", new { secretValue = Value + "2", description = "changed" });
        var listed = await server.Admin.SendAsync("GET", Route);
        var deleted = await server.Admin.SendAsync("DELETE", $"{Route}/my-Secret_1");
        var gone = await server.Admin.SendAsync("GET", $"{Route}/my-Secret_1");

        Assert.Equal([201, 200, 200, 200, 200, 404], new[] { made, shown, changed, listed, deleted, gone }.Select(static reply => reply.Status));
        Assert.Equal(["createdAt", "description", "secretName", "updatedAt"], made.Json.GetProperty("secret").EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(made.Text, shown.Text);
        Assert.Equal("changed", changed.Json.GetProperty("secret").GetProperty("description").GetString());
        Assert.Equal("my-Secret_1", Assert.Single(listed.Json.GetProperty("secrets").EnumerateArray()).GetProperty("secretName").GetString());
        Assert.Equal("""{"ok":true}""", deleted.Text);
        Assert.Equal("SecretNotFoundError", gone.Error);
        Assert.All([made, shown, changed, listed], static reply => Assert.DoesNotContain(Value, reply.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NAME\n")]
    [InlineData("two words")]
    [InlineData("ümlaut")]
    [InlineData("a/b")]
    [InlineData(".")]
    public async Task Secret_OfANameOutsideThePattern_IsRefused(string name)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", Route, new { secretName = name, secretValue = Value });

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal(["secretName"], reply.ProblemPaths.Distinct());
        Assert.DoesNotContain(Value, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_OfNoText_IsStored()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(201, (await server.Admin.SendAsync("POST", Route, new { secretName = "EMPTY", secretValue = "" })).Status);
        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", Route + "/EMPTY", new { secretValue = "" })).Status);
    }

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 422)]
    public async Task Secret_OfALongName_IsTakenUpToAHundredCharacters(int length, int status)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(status, (await server.Admin.SendAsync("POST", Route, new { secretName = new string('n', length), secretValue = Value })).Status);
    }

    [Fact]
    public async Task Secret_OfANameThatIsTaken_IsAConflictAndChangesNothing()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, "the-first");

        var reply = await server.Admin.SendAsync("POST", Route, new { secretName = Wiring.SecretName, secretValue = Value });

        Assert.Equal((409, "conflict"), (reply.Status, reply.Error));
        Assert.Equal("Bearer the-first", await SentAuthorizationAsync(server, upstream));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("PATCH", """{"secretValue": "x"}""")]
    [InlineData("DELETE", null)]
    public async Task Secret_ThatIsUnknown_Is404(string method, string? body)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendContentAsync(method, $"{Route}/NOBODY", body is null ? null : new StringContent(body, null, "application/json"));

        Assert.Equal((404, "SecretNotFoundError"), (reply.Status, reply.Error));
    }

    [Fact]
    public async Task Secret_ThatAProviderUses_CannotBeDeleted()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var refused = await server.Admin.SendAsync("DELETE", $"{Route}/{Wiring.SecretName}");

        Assert.Equal((409, "SecretInUseError"), (refused.Status, refused.Error));
        Assert.Contains("'openai-compatible'", refused.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(204, (await server.Admin.SendAsync("DELETE", "/v1/llm-providers/openai-compatible?force=true")).Status);
        Assert.Equal(200, (await server.Admin.SendAsync("DELETE", $"{Route}/{Wiring.SecretName}")).Status);
    }

    private static async Task<string> SentAuthorizationAsync(TestServer server, ScriptedUpstream upstream)
    {
        Assert.Equal(200, (await server.Admin.SendAsync("POST", "/v1/chat/completions", new { model = "claude-sonnet", messages = new[] { new { role = "user", content = "hi" } } })).Status);
        return upstream.Requests[^1].Headers["Authorization"];
    }
}
