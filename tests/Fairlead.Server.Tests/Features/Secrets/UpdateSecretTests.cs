using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Secrets;

public sealed class UpdateSecretTests
{
    private const string Path = $"/v1/organization/secrets/{Wiring.SecretName}";

    [Fact]
    public async Task Value_ThatIsChanged_IsWhatTheUpstreamSeesInTheNextCall()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await ConnectAsync(server, upstream);
        Assert.Equal(("Bearer old", "t=old"), await SentAsync(server, upstream));

        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", Path, new { secretValue = "new" })).Status);

        Assert.Equal(("Bearer new", "t=new"), await SentAsync(server, upstream));
    }

    [Theory]
    [InlineData("new\n")]
    [InlineData("new\r\n")]
    public async Task Value_WithANewlineAtItsEnd_IsSentWithoutIt(string value)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await ConnectAsync(server, upstream);

        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", Path, new { secretValue = value })).Status);

        Assert.Equal(("Bearer new", "t=new"), await SentAsync(server, upstream));
    }

    [Theory]
    [InlineData("marker\r\nx-injected: 1")]
    [InlineData("marker\nx")]
    [InlineData("marker\n\n")]
    [InlineData("marker\u0000")]
    [InlineData("markér")]
    public async Task Value_ThatAHeaderCannotHold_IsRefusedByTheHeadersNameAndNothingChanges(string value)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await ConnectAsync(server, upstream);

        var refused = await server.Admin.SendAsync("PATCH", Path, new { secretValue = value, description = "changed with it" });

        Assert.Equal((422, "invalid_request"), (refused.Status, refused.Error));
        Assert.Equal(["secretValue"], refused.ProblemPaths);
        Assert.Contains("'x-tenant'", refused.Json.GetProperty("details").GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("mark", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("Bearer old", "t=old"), await SentAsync(server, upstream));
        Assert.DoesNotContain("changed with it", (await server.Admin.SendAsync("GET", Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_ThatNoHeaderHolds_MayBeAnything()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = "PEM", secretValue = "one\ntwo\n" });

        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", "/v1/organization/secrets/PEM", new { secretValue = "drei\nvier ü\n" })).Status);
    }

    [Fact]
    public async Task Description_ThatIsChangedAlone_LeavesTheValueAlone()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await ConnectAsync(server, upstream);

        Assert.Equal(200, (await server.Admin.SendAsync("PATCH", Path, new { description = "of the proxy" })).Status);

        Assert.Equal(("Bearer old", "t=old"), await SentAsync(server, upstream));
    }

    [Fact]
    public async Task Secret_ThatTheManagedProviderWaitedFor_IsInForceWhenItIsCreated()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        var file = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                $"managed:\n  baseUrl: {upstream.BaseUrl}\n  apiKeySecretName: LATER\n  models:\n    - name: claude-sonnet\n",
                TestContext.Current.CancellationToken);
            await using var server = await TestServer.StartAsync(settings => settings with { Config = file });

            await server.Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = "LATER", secretValue = "came-later" });

            Assert.Equal(200, (await ChatAsync(server)).Status);
            Assert.Equal("Bearer came-later", upstream.Requests[^1].Headers["Authorization"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task ConnectAsync(TestServer server, ScriptedUpstream upstream)
    {
        var headers = new Dictionary<string, string> { ["x-tenant"] = $"t={{{{ .secrets.{Wiring.SecretName} }}}}" };
        await server.ConnectAsync(upstream.BaseUrl, "old", more: new Dictionary<string, object> { ["customHeaders"] = headers });
    }

    private static async Task<(string Authorization, string Tenant)> SentAsync(TestServer server, ScriptedUpstream upstream)
    {
        Assert.Equal(200, (await ChatAsync(server)).Status);
        var headers = upstream.Requests[^1].Headers;
        return (headers["Authorization"], headers["x-tenant"]);
    }

    private static Task<Reply> ChatAsync(TestServer server) =>
        server.Admin.SendAsync("POST", "/v1/chat/completions", new { model = "claude-sonnet", messages = new[] { new { role = "user", content = "hi" } } });
}
