using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Apps;

public sealed class IssueAccessTokenTests
{
    [Fact]
    public async Task AccessToken_OfTheRightPair_IsABearerTokenOfThreeHours()
    {
        await using var server = await TestServer.StartAsync();
        var credential = await Credential.CreateAsync(server, "Member");

        var reply = await credential.AskAsync(server);

        Assert.Equal(200, reply.Status);
        Assert.Equal("""{"ok":true,"accessToken":"…","expiresIn":10800,"tokenType":"Bearer"}""", reply.Text.Replace(reply.Json.GetProperty("accessToken").GetString()!, "…", StringComparison.Ordinal));
        Assert.Equal(200, (await server.Client(reply.Json.GetProperty("accessToken").GetString()).SendAsync("GET", "/v1/llm-providers")).Status);
    }

    [Fact]
    public async Task AccessToken_OfAWrongSecretAnUnknownIdOrADisabledCredential_IsRefusedInTheSameWords()
    {
        await using var server = await TestServer.StartAsync();
        var known = await Credential.CreateAsync(server, "Member");
        var disabled = await Credential.CreateAsync(server, "Member");
        await server.Admin.PutJsonAsync($"/v1/apps/{disabled.Id}", new { enabled = false });
        var unknown = new Credential("app_0123456789abcdef0123456789abcdef", "x");

        Reply[] replies = [await known.AskAsync(server, "wrong"), await unknown.AskAsync(server), await disabled.AskAsync(server)];

        Assert.All(replies, static reply => Assert.Equal((401, "unauthorized"), (reply.Status, reply.Error)));
        Assert.Single(replies.Select(static reply => reply.Text).Distinct());
    }

    [Fact]
    public async Task AccessToken_AfterTenFailures_IsRefusedEvenForTheRightSecretUntilTheMinuteIsOver()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        var credential = await Credential.CreateAsync(server, "Member");
        var other = await Credential.CreateAsync(server, "Member");
        await FailTenTimesAsync(server, credential);
        time.Advance(TimeSpan.FromSeconds(20));

        var refused = await credential.AskAsync(server);

        Assert.Equal((429, "RATE_LIMIT_ERROR"), (refused.Status, refused.Error));
        Assert.Equal(TimeSpan.FromSeconds(40), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(40, refused.Json.GetProperty("details").GetProperty("retryAfter").GetInt64());
        Assert.Equal(200, (await other.AskAsync(server)).Status);
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(200, (await credential.AskAsync(server)).Status);
    }

    [Fact]
    public async Task AccessToken_OfAnUnknownIdAfterTenFailures_IsRefusedAsAKnownOneIs()
    {
        await using var server = await TestServer.StartAsync();
        var unknown = new Credential("app_0123456789abcdef0123456789abcdef", "guess");
        await FailTenTimesAsync(server, unknown);

        Assert.Equal(429, (await unknown.AskAsync(server)).Status);
    }

    [Fact]
    public async Task AccessToken_AfterNineFailures_IsStillGiven()
    {
        await using var server = await TestServer.StartAsync();
        var credential = await Credential.CreateAsync(server, "Member");
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await credential.AskAsync(server, "wrong");
        }

        Assert.Equal(200, (await credential.AskAsync(server)).Status);
    }

    private static async Task FailTenTimesAsync(TestServer server, Credential credential)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Equal(401, (await credential.AskAsync(server, "wrong")).Status);
        }
    }
}
