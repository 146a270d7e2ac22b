using System.Text.Json;

namespace Fairlead.Simulator.Tests.Completions;

public sealed class CompletionTests
{
    private const string Path = "/v1/completions";

    [Fact]
    public async Task Answer_SeveralPromptsAndChoices_AreCountedTogether()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AskAsync(
            Path, """{"model":"gpt-5","prompt":["sim:tokens=3","sim:tokens=4"],"n":2,"echo":false,"logprobs":1}""");

        JsonElement[] choices = [.. answer.GetProperty("choices").EnumerateArray()];
        Assert.Equal("text_completion", answer.GetProperty("object").GetString());
        Assert.StartsWith("cmpl-", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3], choices.Select(c => c.GetProperty("index").GetInt32()));
        Assert.Equal(14, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(3, choices[0].GetProperty("logprobs").GetProperty("tokens").GetArrayLength());
    }

    [Fact]
    public async Task Answer_NoLimitGiven_HasSixteenTokens()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AskAsync(Path, """{"model":"gpt-5","prompt":"sim:tokens=50"}""");

        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(16, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_Asked_EndsWithUsageAndDone()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.PostAsync(
            Path, """{"model":"gpt-5","prompt":"sim:reply=one two","stream":true,"stream_options":{"include_usage":true}}""");
        string[] events = await TestSimulator.EventsAsync(response);
        JsonElement[] chunks = [.. events[..^1].Select(e => JsonElement.Parse(e))];

        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal(
            ["one", " two", ""], chunks[..^1].Select(c => c.GetProperty("choices")[0].GetProperty("text").GetString()));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(2, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Answer_StatusOrdered_IsThatStatus()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, _) = await simulator.RefusalAsync(Path, """{"model":"gpt-5","prompt":"sim:status=503"}""");

        Assert.Equal(503, status);
    }
}
