using System.Text.Json;

namespace Fairlead.Server.Tests.Features.Routes;

public sealed class RequestRouteTests
{
    [Fact]
    public async Task Request_AfterARetry_HasBothAttempts()
    {
        await using var rig = await RouteRig.StartAsync();
        rig.Us.Answer = RouteRig.Fails(503);
        await rig.RouteAsync("""{"name":"chat","strategy":"order","deployments":[{"provider":"us","model":"large"},{"provider":"eu","model":"small"}]}""");

        var steps = (await ExplanationAsync(rig, await rig.AskAsync("chat"))).GetProperty("steps");

        Assert.Equal(["us/large", "eu/small"], steps.EnumerateArray().Select(static step => step.GetProperty("chosen").GetString()));
        var first = steps[0].GetProperty("attempt");
        Assert.Equal(("failed", "overloaded", 503), (first.GetProperty("outcome").GetString(), first.GetProperty("failure").GetString(), first.GetProperty("upstreamStatus").GetInt32()));
        Assert.True(first.GetProperty("durationMilliseconds").GetDouble() >= 0);
        Assert.Equal("tried", steps[1].GetProperty("candidates")[0].GetProperty("excluded").GetString());
        Assert.True(steps[1].GetProperty("attempt").GetProperty("firstByteMilliseconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Request_AfterAFallback_NamesBothModels()
    {
        await using var rig = await RouteRig.StartAsync();
        rig.Us.Answer = RouteRig.Fails(500);
        await rig.RouteAsync("""{"name":"chat","retries":0,"fallbacks":["small"],"deployments":[{"provider":"us","model":"large"}]}""");

        var explanation = await ExplanationAsync(rig, await rig.AskAsync("chat"));

        Assert.Equal(("chat", "chat"), (explanation.GetProperty("model").GetString(), explanation.GetProperty("operation").GetString()));
        Assert.Equal(["chat", "eu/small"], explanation.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("model").GetString()));
    }

    [Fact]
    public async Task Request_ThatIsNotAmongTheLatest_Is404AndSaysHowManyAre()
    {
        await using var rig = await RouteRig.StartAsync(new() { ["Routing:ExplainedRequests"] = "16" });
        var first = await rig.AskAsync("small");
        for (var i = 0; i < 16; i++)
        {
            await rig.AskAsync("small");
        }

        var reply = await rig.SendAsync("GET", $"/v1/requests/{IdOf(first)}/route");

        Assert.Equal((404, "request_not_explained"), (reply.Status, reply.Error));
        Assert.Contains("latest 16", reply.Json.Message(), StringComparison.Ordinal);
    }

    private static string IdOf(Reply reply) => Assert.Single(reply.Headers.GetValues("x-fairlead-request-id"));

    private static async Task<JsonElement> ExplanationAsync(RouteRig rig, Reply asked)
    {
        Assert.True(asked.Status == 200, asked.Text);
        var id = IdOf(asked);
        var explanation = (await rig.SendAsync("GET", $"/v1/requests/{id}/route")).Json.GetProperty("result");
        Assert.Equal(id, explanation.GetProperty("requestId").GetString());
        return explanation;
    }
}
