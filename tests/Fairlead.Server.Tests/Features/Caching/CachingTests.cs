using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Caching;

public sealed class CachingTests
{
    private const string Hello = """{"model":"claude-sonnet","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Cache_IsCountedAndCanBeEmptied()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        var client = server.Client(await server.KeyAsync());
        client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");
        using var first = await client.PostTextAsync("/v1/chat/completions", Hello);
        using var second = await client.PostTextAsync("/v1/chat/completions", Hello);

        var counts = (await server.Admin.SendAsync("GET", "/v1/cache")).Json.GetProperty("result");
        Assert.Equal((1, 1, 0, 0), (counts.GetProperty("hits").GetInt32(), counts.GetProperty("misses").GetInt32(), counts.GetProperty("shared").GetInt32(), counts.GetProperty("bypasses").GetInt32()));

        Assert.Equal(200, (await server.Admin.SendAsync("DELETE", "/v1/cache")).Status);
        Assert.Equal(0, (await server.Admin.SendAsync("GET", "/v1/cache")).Json.GetProperty("result").GetProperty("entries").GetInt32());
        using var third = await client.PostTextAsync("/v1/chat/completions", Hello);
        Assert.Equal("miss", third.Headers.GetValues("x-fairlead-cache").Single());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Cache_IsForAdministratorsAlone(string method)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(403, (await (await server.ClientOfAsync("Member")).SendAsync(method, "/v1/cache")).Status);
        Assert.Equal(401, (await server.Client(await server.KeyAsync()).SendAsync(method, "/v1/cache")).Status);
    }
}
