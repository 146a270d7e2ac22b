using System.Text.Json;

namespace Fairlead.Simulator.Tests.GenerateContent;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_Events_SayWhatTheWholeAnswerSays()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string body = Gemini.Say("Hello out there");

        JsonElement[] chunks = await EventsAsync(simulator, body);
        string whole = (await Gemini.AskAsync(simulator, body)).Parts()[0].GetProperty("text").GetString()!;

        Assert.True(chunks.Length > 3);
        Assert.Equal(whole, string.Concat(chunks.Select(c => c.Parts()[0].GetProperty("text").GetString())));
        Assert.All(chunks, c => Assert.True(c.TryGetProperty("usageMetadata", out _)));
        Assert.Single(chunks.Select(c => c.GetProperty("responseId").GetString()).Distinct());
        Assert.All(chunks[..^1], c => Assert.False(c.GetProperty("candidates")[0].TryGetProperty("finishReason", out _)));
        Assert.Equal("STOP", chunks[^1].GetProperty("candidates")[0].GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task Stream_WithoutEvents_IsOneArray()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await Gemini.PostAsync(simulator, Gemini.Say("sim:reply=one two"), "streamGenerateContent");
        JsonElement chunks = await TestSimulator.JsonAsync(response);

        Assert.Equal(["one", " two"], chunks.EnumerateArray().Select(c => c.Parts()[0].GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Stream_ThoughtsAndCall_ComeInOrderEachCallWhole()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string More = """ "tools":[{"functionDeclarations":[{"name":"tides"}]}],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}""";

        JsonElement[] chunks = await EventsAsync(simulator, Gemini.Say("call:tides{\"at\":\"noon\"}", More));

        Assert.True(chunks[0].Parts()[0].GetProperty("thought").GetBoolean());
        JsonElement call = chunks[^1].Parts()[0];
        Assert.Equal("""{"at":"noon"}""", call.GetProperty("functionCall").GetProperty("args").GetRawText());
        Assert.True(call.TryGetProperty("thoughtSignature", out _));
    }

    [Fact]
    public async Task Stream_PromptBlocked_IsOneChunk()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement chunk = Assert.Single(await EventsAsync(simulator, Gemini.Say("sim:stop=PROHIBITED_CONTENT")));

        Assert.True(chunk.TryGetProperty("promptFeedback", out _));
    }

    [Fact]
    public async Task Stream_BrokenMidway_EndsWithAnError()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] chunks = await EventsAsync(simulator, Gemini.Say("sim:midstream=UNAVAILABLE sim:tokens=20"));

        Assert.Equal(3, chunks.Length);
        Assert.Equal("UNAVAILABLE", chunks[^1].GetProperty("error").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Stream_Refused_IsAnArrayUnlessEventsAreAskedFor()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string body = Gemini.Say("sim:status=503");

        using HttpResponseMessage array = await Gemini.PostAsync(simulator, body, "streamGenerateContent");
        using HttpResponseMessage single = await Gemini.PostAsync(simulator, body, "streamGenerateContent?alt=sse");

        Assert.Equal(503, (await TestSimulator.JsonAsync(array))[0].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(503, (await TestSimulator.JsonAsync(single)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Stream_CutAfterChunks_BreaksOff()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { CutAfterChunks = 2 });

        await Assert.ThrowsAsync<HttpRequestException>(
            () => Gemini.PostAsync(simulator, Gemini.Say("sim:tokens=20"), "streamGenerateContent?alt=sse"));

        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal(RequestOutcome.Cut, received.Outcome);
    }

    private static async Task<JsonElement[]> EventsAsync(TestSimulator simulator, string body)
    {
        using HttpResponseMessage response = await Gemini.PostAsync(simulator, body, "streamGenerateContent?alt=sse");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        string text = await response.Content.ReadAsStringAsync(TestSimulator.Cancelled);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
        return [.. text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonElement.Parse(e["data: ".Length..]))];
    }
}
