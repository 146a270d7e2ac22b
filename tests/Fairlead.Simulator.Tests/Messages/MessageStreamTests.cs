using System.Diagnostics;
using System.Text.Json;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageStreamTests
{
    [Fact]
    public async Task Stream_PlainText_IsTheDocumentedSequence()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] events = await simulator.StreamAsync(Say("sim:reply=one two\nsim:cached=2"));

        Assert.Equal(
            [
                "message_start", "content_block_start", "ping", "content_block_delta", "content_block_delta", "content_block_stop",
                "message_delta", "message_stop",
            ],
            events.Select(Type));
        JsonElement start = events[0].GetProperty("message");
        Assert.Equal(0, start.GetProperty("content").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, start.GetProperty("stop_reason").ValueKind);
        Assert.Equal(2, start.GetProperty("usage").GetProperty("cache_read_input_tokens").GetInt32());
        Assert.Equal("""{"type":"text","text":""}""", events[1].GetProperty("content_block").GetRawText());
        Assert.Equal("""{"type":"text_delta","text":" two"}""", events[4].GetProperty("delta").GetRawText());
        Assert.Equal("""{"stop_reason":"end_turn","stop_sequence":null}""", events[^2].GetProperty("delta").GetRawText());
        Assert.Equal(2, events[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(
            start.GetProperty("usage").GetProperty("input_tokens").GetInt32(),
            events[^2].GetProperty("usage").GetProperty("input_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_Thinking_EndsWithItsSignature()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] events = await simulator.StreamAsync(Say(
            "sim:think=first this\nsim:reply=done", ("thinking", """{"type":"enabled","budget_tokens":1024}""")));

        Assert.Equal(
            """{"type":"thinking","thinking":"","signature":""}""", events[1].GetProperty("content_block").GetRawText());
        JsonElement[] deltas = [.. events.Where(e => Type(e) == "content_block_delta").Select(e => e.GetProperty("delta"))];
        Assert.Equal(["thinking_delta", "thinking_delta", "signature_delta", "text_delta"], deltas.Select(Type));
        Assert.Equal("first this", string.Concat(deltas[..2].Select(d => d.GetProperty("thinking").GetString())));
        Assert.NotEmpty(deltas[2].GetProperty("signature").GetString()!);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1], events.Where(e => e.TryGetProperty("index", out _)).Select(e => e.GetProperty("index").GetInt32()));
        JsonElement usage = events[^2].GetProperty("usage");
        Assert.True(usage.GetProperty("output_tokens").GetInt32() > usage.GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_Tools_SendsEachInputInPieces()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] events = await simulator.StreamAsync(Say(
            """call:get_weather{"city":"Oslo 🚢🚢"} call:get_weather{"city":"Bergen"}""", ("tools", $"[{Weather}]")));

        JsonElement[] begun = [.. events.Where(e => Type(e) == "content_block_start").Select(e => e.GetProperty("content_block"))];
        Assert.Equal(2, begun.Length);
        Assert.All(begun, b => Assert.Matches("^toolu_01[0-9A-Za-z]{22}$", b.GetProperty("id").GetString()));
        Assert.NotEqual(begun[0].GetProperty("id").GetString(), begun[1].GetProperty("id").GetString());
        Assert.All(begun, b => Assert.Equal("{}", b.GetProperty("input").GetRawText()));
        string[][] pieces = [.. events.Where(e => Type(e) == "content_block_delta").GroupBy(e => e.GetProperty("index").GetInt32())
            .Select(g => g.Select(e => e.GetProperty("delta").GetProperty("partial_json").GetString()!).ToArray())];
        Assert.All(pieces, p => Assert.True(p.Length > 2));
        Assert.Equal(["Oslo 🚢🚢", "Bergen"], pieces.Select(p => JsonElement.Parse(string.Concat(p)).GetProperty("city").GetString()));
        Assert.Equal("tool_use", events[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Stream_SamePrompt_SaysAndBillsWhatTheWholeAnswerDoes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement whole = await simulator.AnswerAsync(Say("Name three knots. Ünïcode 🚢🚢🚢 too."));

        JsonElement[] events = await simulator.StreamAsync(Say("Name three knots. Ünïcode 🚢🚢🚢 too."));

        Assert.Equal(
            whole.GetProperty("content")[0].GetProperty("text").GetString(),
            string.Concat(events.Where(e => Type(e) == "content_block_delta").Select(e => e.GetProperty("delta").GetProperty("text").GetString())));
        Assert.Equal(
            whole.GetProperty("usage").GetProperty("output_tokens").GetInt32(),
            events[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task CutAfterChunks_Stream_BreaksOffWithoutAStop()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { CutAfterChunks = 4 });

        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.StreamAsync(Say("sim:tokens=50")));

        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal(RequestOutcome.Cut, received.Outcome);
    }

    [Fact]
    public async Task Pace_WholeAndStreamed_TakesItsTime()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            new SimulatorOptions { TimeToFirstToken = TimeSpan.FromMilliseconds(60), TokensPerSecond = 200 });
        long start = Stopwatch.GetTimestamp();
        await simulator.AnswerAsync(Say("sim:tokens=20"));
        TimeSpan whole = Stopwatch.GetElapsedTime(start);

        await simulator.StreamAsync(Say("sim:tokens=20"));
        TimeSpan streamed = Stopwatch.GetElapsedTime(start) - whole;

        Assert.True(whole >= TimeSpan.FromMilliseconds(150), $"{whole}");
        Assert.True(streamed >= TimeSpan.FromMilliseconds(150), $"{streamed}");
    }

    private static string? Type(JsonElement json) => json.GetProperty("type").GetString();
}
