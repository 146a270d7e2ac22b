using System.Net;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Simulator.Tests.Faults;

public sealed class FaultControlTests
{
    private const string Address = "/sim/faults";

    [Fact]
    public async Task Put_WhileRunning_IsInForceUntilDeleted()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage put = await PutAsync(simulator, """{"rules":[{"model":"gpt-5","fault":{"fail":{"status":503}}}]}""");
        int during = await StatusAsync(simulator);
        JsonElement report = await ReportAsync(simulator);
        using HttpResponseMessage deleted = await simulator.Http.DeleteAsync(Address, TestSimulator.Cancelled);
        int after = await StatusAsync(simulator);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (put.StatusCode, deleted.StatusCode));
        Assert.Equal((503, 200), (during, after));
        Assert.True(report.GetProperty("in_force").GetBoolean());
        Assert.Equal(1, report.GetProperty("struck")[0].GetInt32());
        Assert.False((await ReportAsync(simulator)).GetProperty("in_force").GetBoolean());
        Assert.Null(simulator.Server.Options.Faults);
    }

    [Fact]
    public async Task Put_BadScript_Is400NamingTheMemberAndLeavesTheOldInForce()
    {
        var old = new FaultScript([new FaultRule(new FailFault { Status = 502 })]);
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Faults = old });

        using HttpResponseMessage put = await PutAsync(simulator, """{"rules":[{"fault":{"slow":{"firstByteMs":"2s"}}}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal(
            "rules[0].fault.slow.firstByteMs must be a number, but is \"2s\".",
            (await TestSimulator.JsonAsync(put)).GetProperty("error").GetProperty("message").GetString());
        Assert.Same(old, simulator.Server.Options.Faults);
        Assert.Equal(502, await StatusAsync(simulator));
    }

    [Fact]
    public async Task Options_ScriptSetAgain_StartsItsClockAndCountsAnew()
    {
        var clock = new FakeTimeProvider();
        var script = new FaultScript([new FaultRule(new FailFault { Status = 500 }) { To = TimeSpan.FromSeconds(10), Count = 2 }]);
        await using TestSimulator simulator = await TestSimulator.StartAsync(clock, new SimulatorOptions { Faults = script });

        int first = await StatusAsync(simulator);
        clock.Advance(TimeSpan.FromSeconds(10));
        int healed = await StatusAsync(simulator);
        IReadOnlyList<long> struck = simulator.Server.Struck;
        simulator.Server.Options = simulator.Server.Options with { Faults = script };
        int[] again = [await StatusAsync(simulator), await StatusAsync(simulator), await StatusAsync(simulator)];

        Assert.Equal((500, 200), (first, healed));
        Assert.Equal([1], struck);
        Assert.Equal([500, 500, 200], again);
        Assert.Equal([2], simulator.Server.Struck);
    }

    [Theory]
    [InlineData("/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21", "gpt-5")]
    [InlineData("/v1beta/models/gemini-2.5-flash:streamGenerateContent", "gemini-2.5-flash")]
    [InlineData("/v1/projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4:streamRawPredict", "claude-sonnet-4")]
    [InlineData("/model/us.anthropic.claude%2Fx/converse-stream", "us.anthropic.claude/x")]
    [InlineData("/v1/embeddings", "in-the-body")]
    [InlineData("/v1/messages", "in-the-body")]
    public async Task Rule_ModelOfEachVendor_IsFoundWhereTheVendorHasIt(string path, string model)
    {
        var script = new FaultScript([new FaultRule(new FailFault { Status = 418 }) { Model = model }]);
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Faults = script });

        using HttpResponseMessage response = await simulator.PostAsync(path, """{"messages":[{"model":"nested"}],"model":"in-the-body"}""");

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal(model, Assert.Single(simulator.Server.Received).Model);
    }

    private static Task<HttpResponseMessage> PutAsync(TestSimulator simulator, string json) =>
        simulator.Http.PutAsync(Address, new StringContent(json, Encoding.UTF8, "application/json"), TestSimulator.Cancelled);

    private static async Task<JsonElement> ReportAsync(TestSimulator simulator)
    {
        using HttpResponseMessage report = await simulator.Http.GetAsync(Address, TestSimulator.Cancelled);
        return await TestSimulator.JsonAsync(report);
    }

    private static async Task<int> StatusAsync(TestSimulator simulator)
    {
        using HttpResponseMessage response = await simulator.SayAsync("hi");
        return (int)response.StatusCode;
    }
}
