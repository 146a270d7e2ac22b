using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Routes;

public sealed class ExplainTests
{
    private const string Turns = """{"name":"chat","aliases":["gpt-4"],"strategy":"roundRobin","affinity":false,"deployments":[{"provider":"eu","model":"small"},{"provider":"us","model":"small"},{"provider":"us","model":"large"}]}""";

    // A minute that turns between a request and its explanation would lessen what the request counts.
    private static FakeTimeProvider StandingStill => new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    [Fact]
    public async Task Explain_AHundredTimes_LeavesTheRotationWhereItIs()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Turns);
        var order = new List<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            var foretold = await ExplainAsync(rig, """{"model":"chat"}""");
            for (var i = 0; i < 25; i++)
            {
                Assert.Equal(Chosen(foretold), Chosen(await ExplainAsync(rig, """{"model":"chat"}""")));
            }

            order.Add(RouteRig.DeploymentOf(await rig.AskAsync("chat")));
            Assert.Equal(Chosen(foretold), order[^1]);
        }

        Assert.Equal(["eu/small", "us/small", "us/large", "eu/small"], order);
        Assert.Equal(2, rig.Eu.Requests.Count);
    }

    [Theory]
    [InlineData("chat", "route", "chat")]
    [InlineData("gpt-4", "alias", "chat")]
    [InlineData("large", "default_provider", "eu/large")]
    [InlineData("us/large", "provider", "us/large")]
    [InlineData("any/thing", "pattern", "any/*")]
    public async Task Explain_OfAName_SaysWhatItMeans(string model, string resolution, string route)
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Turns);
        await rig.RouteAsync("""{"name":"any/*","deployments":[{"provider":"us"}]}""");

        var result = await ExplainAsync(rig, JsonSerializer.Serialize(new { model }));

        Assert.Equal((resolution, route), (result.GetProperty("resolution").GetString(), result.GetProperty("route").GetString()));
        Assert.NotNull(Chosen(result));
    }

    [Fact]
    public async Task Explain_OfAWeightedShuffle_SaysTheChances()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync("""{"name":"chat","deployments":[{"provider":"eu","model":"small","weight":3},{"provider":"us","model":"small"},{"provider":"us","model":"large","order":2}]}""");

        var step = (await ExplainAsync(rig, """{"model":"chat"}""")).GetProperty("steps")[0];

        Assert.Equal(("weightedShuffle", "chance"), (step.GetProperty("strategy").GetString(), step.GetProperty("reason").GetString()));
        Assert.False(step.TryGetProperty("chosen", out _));
        var candidates = step.GetProperty("candidates");
        Assert.Equal((0.75, 0.25), (candidates[0].GetProperty("chance").GetDouble(), candidates[1].GetProperty("chance").GetDouble()));
        Assert.Equal("later_tier", candidates[2].GetProperty("excluded").GetString());
    }

    [Fact]
    public async Task Explain_OfARequest_HoldsItAgainstWindowsAndTags()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync("""
            {"name":"chat","deployments":[{"provider":"eu","model":"small","tags":["red"]},{"provider":"us","model":"large","tags":["red"]},{"provider":"eu","model":"large"}]}
            """);
        var content = string.Concat(Enumerable.Repeat("word ", 3000));

        var result = await ExplainAsync(rig, JsonSerializer.Serialize(new { model = "chat", tags = (string[])["red"], request = new { messages = new[] { new { role = "user", content } } } }));

        Assert.Equal("us/large", Chosen(result));
        Assert.Equal(["context_window", null, "tags"], result.GetProperty("steps")[0].GetProperty("candidates").EnumerateArray().Select(static candidate => candidate.TryGetProperty("excluded", out var reason) ? reason.GetString() : null));
    }

    [Fact]
    public async Task Explain_WithAnOpenBreaker_SaysHowLongAndWhereItFallsBack()
    {
        await using var rig = await RouteRig.StartAsync(time: StandingStill);
        rig.Eu.Answer = RouteRig.Fails(503);
        await rig.RouteAsync("""{"name":"chat","retries":0,"fallbacks":["us/large"],"breaker":{"failures":1,"cooldownSeconds":600},"deployments":[{"provider":"eu","model":"small","rpm":100}]}""");
        await rig.AskAsync("chat");

        var result = await ExplainAsync(rig, """{"model":"chat"}""");

        var steps = result.GetProperty("steps");
        Assert.Equal(2, steps.GetArrayLength());
        Assert.Equal("no_deployment_available", steps[0].GetProperty("refusal").GetProperty("code").GetString());
        var candidate = steps[0].GetProperty("candidates")[0];
        Assert.Equal("cooling_down", candidate.GetProperty("excluded").GetString());
        Assert.Equal(("open", "overloaded"), (candidate.GetProperty("breaker").GetProperty("state").GetString(), candidate.GetProperty("breaker").GetProperty("openedBy").GetString()));
        Assert.InRange(candidate.GetProperty("breaker").GetProperty("remainingSeconds").GetDouble(), 1, 600);
        Assert.Equal((1, 100), (candidate.GetProperty("rpm").GetProperty("used").GetInt32(), candidate.GetProperty("rpm").GetProperty("most").GetInt32()));
        Assert.Equal("us/large", steps[1].GetProperty("chosen").GetString());
        Assert.Equal(["us/large"], result.GetProperty("fallbacks").GetProperty("general").EnumerateArray().Select(static name => name.GetString()));
    }

    [Fact]
    public async Task Explain_ThroughALimit_TakesNothingOfIt()
    {
        await using var rig = await RouteRig.StartAsync(time: StandingStill);
        await rig.RouteAsync("""{"name":"chat","deployments":[{"provider":"eu","model":"small","rpm":1}]}""");
        await ExplainAsync(rig, """{"model":"chat"}""");
        await ExplainAsync(rig, """{"model":"chat"}""");

        Assert.Equal(200, (await rig.AskAsync("chat")).Status);

        var step = (await ExplainAsync(rig, """{"model":"chat"}""")).GetProperty("steps")[0];
        Assert.Equal("at_limit", step.GetProperty("candidates")[0].GetProperty("excluded").GetString());
    }

    [Fact]
    public async Task Explain_OfAnUnknownModel_Is404()
    {
        await using var rig = await RouteRig.StartAsync();

        var reply = await rig.SendAsync("POST", "/v1/routes/explain", """{"model":"nothing"}""");

        Assert.Equal((404, "model_not_found"), (reply.Status, reply.Error));
        Assert.Empty(rig.Eu.Requests);
    }

    private static async Task<JsonElement> ExplainAsync(RouteRig rig, string json)
    {
        var reply = await rig.SendAsync("POST", "/v1/routes/explain", json);
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json.GetProperty("result");
    }

    private static string? Chosen(JsonElement result) => result.GetProperty("steps")[0].TryGetProperty("chosen", out var chosen) ? chosen.GetString() : null;
}
