using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Keys;

public sealed class KeysTests
{
    [Fact]
    public async Task Key_ThatWasMade_OpensTheGatewayAndNotTheControlPlane()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client(await server.KeyAsync());

        Assert.Equal(200, (await client.SendAsync("GET", "/v1/models")).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "/v1/llm-providers")).Status);
        Assert.Equal(401, (await client.SendAsync("POST", "/v1/ai/invoke", new { prompt = "hi" })).Status);
    }

    [Fact]
    public async Task Key_ThatWasMade_IsShownThisOnce()
    {
        await using var server = await TestServer.StartAsync();

        var made = await server.Admin.SendAsync("POST", "/v1/keys", new { name = "ci", expiresAt = "2999-01-01T00:00:00Z" });

        Assert.Equal(201, made.Status);
        var result = made.Json.GetProperty("result");
        var key = result.GetProperty("key").GetString()!;
        Assert.StartsWith("fl-", key, StringComparison.Ordinal);
        var list = await server.Admin.SendAsync("GET", "/v1/keys");
        var listed = Assert.Single(list.Json.GetProperty("result").EnumerateArray());
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.Equal(("ci", "2999-01-01T00:00:00.000Z"), (listed.GetProperty("name").GetString(), listed.GetProperty("expiresAt").GetString()));
        Assert.Equal(result.GetProperty("id").GetString(), listed.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Key_ThatIsDeleted_IsDeadForTheNextRequest()
    {
        await using var server = await TestServer.StartAsync();
        var made = (await server.Admin.PostJsonAsync("/v1/keys", new { name = "ci" })).GetProperty("result");
        var client = server.Client(made.GetProperty("key").GetString());
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/models")).Status);
        var path = $"/v1/keys/{made.GetProperty("id").GetString()}";

        Assert.Equal(200, (await server.Admin.SendAsync("DELETE", path)).Status);

        Assert.Equal(401, (await client.SendAsync("GET", "/v1/models")).Status);
        var again = await server.Admin.SendAsync("DELETE", path);
        Assert.Equal((404, "not_found"), (again.Status, again.Error));
    }

    [Fact]
    public async Task Key_ThatExpires_IsDeadFromThatMoment()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        var made = await server.Admin.PostJsonAsync("/v1/keys", new { name = "ci", expiresAt = time.GetUtcNow().AddHours(1) });
        var client = server.Client(made.GetProperty("result").GetProperty("key").GetString());
        time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await client.SendAsync("GET", "/v1/models")).Status);

        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(401, (await client.SendAsync("GET", "/v1/models")).Status);
    }

    [Fact]
    public async Task Key_ThatWouldBeExpired_IsNotMade()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", "/v1/keys", new { name = "ci", expiresAt = "2020-01-01T00:00:00Z" });

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal(["expiresAt"], reply.ProblemPaths);
    }

    [Fact]
    public async Task Key_AfterARestart_IsStillGood()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            string key;
            await using (var before = await TestServer.StartAsync(data: data.FullName))
            {
                key = await before.KeyAsync();
            }

            await using var after = await TestServer.StartAsync(data: data.FullName);

            Assert.Equal(200, (await after.Client(key).SendAsync("GET", "/v1/models")).Status);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
