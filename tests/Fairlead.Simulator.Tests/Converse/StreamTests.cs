using System.Text.Json;

namespace Fairlead.Simulator.Tests.Converse;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_Text_HasBedrocksEventsAndTheWholeAnswersText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string body = Bedrock.Say("Hello out there");

        IReadOnlyList<DecodedEvent> events = await Bedrock.StreamAsync(simulator, body);
        JsonElement whole = await Bedrock.AskAsync(simulator, body);

        Assert.All(events, e => Assert.Equal(("event", "application/json"), (e.Headers[":message-type"], e.Headers[":content-type"])));
        Assert.Equal("messageStart", events[0].Type);
        Assert.Equal(["contentBlockStop", "messageStop", "metadata"], events.TakeLast(3).Select(e => e.Type));
        Assert.DoesNotContain(events, e => e.Type == "contentBlockStart");
        Assert.Equal(
            whole.Content()[0].GetProperty("text").GetString(),
            string.Concat(Deltas(events).Select(d => d.GetProperty("text").GetString())));
        Assert.Equal("end_turn", events[^2].Payload.GetProperty("stopReason").GetString());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), events[^1].Payload.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Stream_ReasoningAndToolUse_AreBlocksOfTheirOwn()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string More = """
            "toolConfig":{"tools":[{"toolSpec":{"name":"tides","inputSchema":{"json":{"type":"object"}}}}]},
            "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024}}
            """;

        IReadOnlyList<DecodedEvent> events = await Bedrock.StreamAsync(simulator, Bedrock.Say("sim:think=Low or high?\ncall:tides{\"at\":\"noon or so\"}", More));
        JsonElement[] reasoning = [.. Deltas(events, block: 0).Select(d => d.GetProperty("reasoningContent"))];

        Assert.Equal("Low or high?", string.Concat(reasoning[..^1].Select(r => r.GetProperty("text").GetString())));
        Assert.NotEmpty(reasoning[^1].GetProperty("signature").GetString()!);
        JsonElement start = Assert.Single(events, e => e.Type == "contentBlockStart").Payload;
        Assert.Equal((1, "tides"), (start.GetProperty("contentBlockIndex").GetInt32(), start.GetProperty("start").GetProperty("toolUse").GetProperty("name").GetString()));
        string[] input = [.. Deltas(events, block: 1).Select(d => d.GetProperty("toolUse").GetProperty("input").GetString()!)];
        Assert.True(input.Length > 1);
        Assert.Equal("""{"at":"noon or so"}""", string.Concat(input));
    }

    [Fact]
    public async Task Stream_ReasoningKeptBack_IsOneRedactedDelta()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        IReadOnlyList<DecodedEvent> events = await Bedrock.StreamAsync(
            simulator, Bedrock.Say("sim:think=redacted", """ "additionalModelRequestFields":{"thinking":{"type":"adaptive"}}"""));

        Assert.True(Assert.Single(Deltas(events, block: 0)).GetProperty("reasoningContent").TryGetProperty("redactedContent", out _));
    }

    [Theory]
    [InlineData("throttlingException", "Too many requests")]
    [InlineData("modelStreamErrorException", "An error occurred while streaming")]
    public async Task Stream_BrokenMidway_EndsWithAnException(string exception, string words)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        IReadOnlyList<DecodedEvent> events = await Bedrock.StreamAsync(simulator, Bedrock.Say($"sim:midstream={exception} sim:tokens=20"));

        Assert.Equal(4, events.Count);
        Assert.Equal(("exception", exception), (events[^1].Headers[":message-type"], events[^1].Type));
        Assert.StartsWith(words, events[^1].Payload.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_CutAfterChunks_BreaksOff()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { CutAfterChunks = 2 });

        await Assert.ThrowsAsync<HttpRequestException>(() => Bedrock.StreamAsync(simulator, Bedrock.Say("sim:tokens=20")));

        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal(RequestOutcome.Cut, received.Outcome);
    }

    private static IEnumerable<JsonElement> Deltas(IEnumerable<DecodedEvent> events, int block = 0) => events
        .Where(e => e.Type == "contentBlockDelta" && e.Payload.GetProperty("contentBlockIndex").GetInt32() == block)
        .Select(e => e.Payload.GetProperty("delta"));
}
