using Fairlead.Testing;

namespace Fairlead.Server.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Invoke_OfAConnectedProvider_AnswersWhatTheUpstreamSays()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("hello there")));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var reply = await server.Admin.PostJsonAsync("/v1/ai/invoke", new { prompt = "hi", stream = false });

        Assert.Equal("hello there", reply.GetProperty("result").GetProperty("message").GetString());
        Assert.Equal("Bearer upstream-key-0123456789", upstream.Requests[^1].Headers["Authorization"]);
    }
}
