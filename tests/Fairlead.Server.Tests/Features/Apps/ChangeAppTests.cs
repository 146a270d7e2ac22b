using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Apps;

public sealed class ChangeAppTests
{
    [Theory]
    [InlineData("PUT", "", """{"enabled": false}""")]
    [InlineData("PUT", "", """{"role": "Member"}""")]
    [InlineData("POST", "/rotate-secret", null)]
    [InlineData("DELETE", "", null)]
    public async Task Change_ThatCounts_EndsTheTokensAtTheVeryNextRequest(string method, string suffix, string? body)
    {
        await using var server = await TestServer.StartAsync();
        var credential = await Credential.CreateAsync(server, "Admin");
        var client = server.Client(await server.TokenAsync(credential.Id, credential.Secret));
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/llm-providers")).Status);
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/models")).Status);

        var changed = await server.Admin.SendContentAsync(method, $"/v1/apps/{credential.Id}{suffix}", body is null ? null : new StringContent(body, null, "application/json"));

        Assert.Equal(200, changed.Status);
        Assert.Equal(401, (await client.SendAsync("GET", "/v1/llm-providers")).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "/v1/models")).Status);
    }

    [Fact]
    public async Task Change_OfTheNameAlone_LeavesTheTokensAlone()
    {
        await using var server = await TestServer.StartAsync();
        var credential = await Credential.CreateAsync(server, "Member");
        var client = server.Client(await server.TokenAsync(credential.Id, credential.Secret));

        var changed = await server.Admin.PutJsonAsync($"/v1/apps/{credential.Id}", new { name = "renamed" });

        Assert.Equal("renamed", changed.GetProperty("result").GetProperty("name").GetString());
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/llm-providers")).Status);
    }

    [Fact]
    public async Task Change_BackAgain_DoesNotBringOldTokensBack()
    {
        await using var server = await TestServer.StartAsync();
        var credential = await Credential.CreateAsync(server, "Member");
        var client = server.Client(await server.TokenAsync(credential.Id, credential.Secret));
        await server.Admin.PutJsonAsync($"/v1/apps/{credential.Id}", new { enabled = false });

        await server.Admin.PutJsonAsync($"/v1/apps/{credential.Id}", new { enabled = true });

        Assert.Equal(401, (await client.SendAsync("GET", "/v1/llm-providers")).Status);
        Assert.Equal(200, (await credential.AskAsync(server)).Status);
    }

    [Fact]
    public async Task RotateSecret_OfACredential_KillsTheOldSecretAndShowsTheNewOneOnce()
    {
        await using var server = await TestServer.StartAsync();
        var before = await Credential.CreateAsync(server, "Member");

        var after = Credential.Of((await server.Admin.PostJsonAsync($"/v1/apps/{before.Id}/rotate-secret", new { })).GetProperty("result"));

        Assert.Equal(401, (await before.AskAsync(server)).Status);
        Assert.Equal(200, (await after.AskAsync(server)).Status);
        var list = (await server.Admin.SendAsync("GET", "/v1/apps")).Text;
        Assert.Contains(before.Id, list, StringComparison.Ordinal);
        Assert.DoesNotContain(after.Secret, list, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", list, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("PUT", """{"enabled": false}""")]
    [InlineData("PUT", """{"role": "Member"}""")]
    [InlineData("DELETE", null)]
    public async Task LastEnabledAdministrator_ThatWouldGo_IsKept(string method, string? body)
    {
        await using var server = await TestServer.StartAsync();
        var disabled = await Credential.CreateAsync(server, "Admin");
        await server.Admin.PutJsonAsync($"/v1/apps/{disabled.Id}", new { enabled = false });
        var last = (await server.Admin.GetJsonAsync("/v1/apps")).GetProperty("result").EnumerateArray().Select(static app => app.GetProperty("id").GetString()).Single(id => id != disabled.Id);

        Task<Reply> AttemptAsync() => server.Admin.SendContentAsync(method, $"/v1/apps/{last}", body is null ? null : new StringContent(body, null, "application/json"));
        var refused = await AttemptAsync();

        Assert.Equal((409, "conflict"), (refused.Status, refused.Error));
        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
        await server.Admin.PutJsonAsync($"/v1/apps/{disabled.Id}", new { enabled = true });
        Assert.Equal(200, (await AttemptAsync()).Status);
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate-secret")]
    public async Task Change_OfAnUnknownCredential_Is404(string method, string suffix)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync(method, $"/v1/apps/app_nobody{suffix}", method == "PUT" ? new { enabled = true } : null);

        Assert.Equal((404, "not_found"), (reply.Status, reply.Error));
    }
}
