using System.Text.Json;

namespace Fairlead.Simulator.Tests;

public sealed class StreamShapeTests
{
    [Fact]
    public async Task Stream_IncludeUsage_HasNullUsageThenOneExtraChunk()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"model":"gpt-5","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"sim:reply=one two three"}]}
            """;

        using HttpResponseMessage response = await simulator.PostAsync("/v1/chat/completions", Body);
        string[] events = await TestSimulator.EventsAsync(response);

        Assert.Equal("[DONE]", events[^1]);
        JsonElement[] chunks = [.. events[..^1].Select(e => JsonElement.Parse(e))];
        Assert.All(chunks[..^1], c => Assert.Equal(JsonValueKind.Null, c.GetProperty("usage").ValueKind));
        Assert.All(chunks[..^1], c => Assert.Equal(1, c.GetProperty("choices").GetArrayLength()));
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(4, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.All(chunks, c => Assert.StartsWith("fp_simulated", c.GetProperty("system_fingerprint").GetString(), StringComparison.Ordinal));
        Assert.Single(chunks.Select(c => c.GetProperty("id").GetString()).Distinct());
    }

    [Fact]
    public async Task Stream_PlainText_IsRoleThenWordsThenFinish()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.SayAsync("sim:reply=one two three", stream: true);
        string[] events = await TestSimulator.EventsAsync(response);
        JsonElement[] choices = [.. events[..^1].Select(e => JsonElement.Parse(e).GetProperty("choices")[0])];

        Assert.Equal("""{"role":"assistant","content":"","refusal":null}""", choices[0].GetProperty("delta").GetRawText());
        Assert.Equal(
            ["one", " two", " three"], choices[1..^1].Select(c => c.GetProperty("delta").GetProperty("content").GetString()));
        Assert.All(choices[..^1], c => Assert.Equal(JsonValueKind.Null, c.GetProperty("finish_reason").ValueKind));
        Assert.Equal("{}", choices[^1].GetProperty("delta").GetRawText());
        Assert.Equal("stop", choices[^1].GetProperty("finish_reason").GetString());
        Assert.All(events[..^1], e => Assert.False(JsonElement.Parse(e).TryGetProperty("usage", out _)));
    }

    [Fact]
    public async Task Stream_SeveralChoices_EachFinishesOnce()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """{"model":"gpt-5","n":2,"stream":true,"messages":[{"role":"user","content":"sim:tokens=5"}]}""";

        using HttpResponseMessage response = await simulator.PostAsync("/v1/chat/completions", Body);
        string[] events = await TestSimulator.EventsAsync(response);
        var finished = events[..^1].Select(e => JsonElement.Parse(e).GetProperty("choices")[0])
            .Where(c => c.GetProperty("finish_reason").ValueKind == JsonValueKind.String)
            .Select(c => c.GetProperty("index").GetInt32());

        Assert.Equal([0, 1], finished.Order());
    }
}
