using System.Text.Json;

namespace Fairlead.Simulator.Tests.Chat;

public sealed class ChatDetailTests
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task Logprobs_Asked_AreTheSameStreamedAndWhole()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Asked = """ "model":"gpt-5","logprobs":true,"top_logprobs":3,"messages":[{"role":"user","content":"sim:reply=one two"}] """;

        JsonElement whole = await simulator.AskAsync(Path, $"{{{Asked}}}");
        JsonElement[] chunks = await ChunksAsync(simulator, $$"""{"stream":true,{{Asked}}}""");

        JsonElement content = whole.GetProperty("choices")[0].GetProperty("logprobs").GetProperty("content");
        Assert.Equal(["one", " two"], content.EnumerateArray().Select(t => t.GetProperty("token").GetString()));
        Assert.Equal([32, 116, 119, 111], content[1].GetProperty("bytes").EnumerateArray().Select(b => b.GetInt32()));
        Assert.All(content.EnumerateArray(), t => Assert.Equal(3, t.GetProperty("top_logprobs").GetArrayLength()));
        Assert.All(content.EnumerateArray(), t => Assert.InRange(t.GetProperty("logprob").GetDouble(), -1, 0));
        Assert.Equal(
            content.EnumerateArray().Select(t => t.GetRawText()),
            chunks.Select(c => c.GetProperty("logprobs")).Where(l => l.ValueKind == JsonValueKind.Object)
                .Select(l => l.GetProperty("content")[0].GetRawText()));
    }

    [Fact]
    public async Task Refusal_Ordered_IsInItsOwnMember()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Asked = """ "model":"gpt-5","messages":[{"role":"user","content":"sim:stop=refusal"}] """;

        JsonElement whole = await simulator.AskAsync(Path, $"{{{Asked}}}");
        JsonElement[] chunks = await ChunksAsync(simulator, $$"""{"stream":true,{{Asked}}}""");

        JsonElement message = whole.GetProperty("choices")[0].GetProperty("message");
        Assert.Equal(JsonValueKind.Null, message.GetProperty("content").ValueKind);
        Assert.Equal(message.GetProperty("refusal").GetString(), string.Concat(chunks[1..].Select(c => Text(c, "refusal"))));
    }

    [Fact]
    public async Task ContentFilter_Ordered_IsTheFinishReason()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement whole = await simulator.AskAsync(
            Path, """{"model":"gpt-5","messages":[{"role":"user","content":"sim:stop=content_filter"}]}""");

        Assert.Equal("content_filter", whole.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Thinking_Ordered_ComesBeforeTheContent()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Asked = """ "model":"gpt-5","reasoning_effort":"low","messages":[{"role":"user","content":"sim:think=hm hm\nsim:reply=yes"}] """;

        JsonElement whole = await simulator.AskAsync(Path, $"{{{Asked}}}");
        JsonElement[] chunks = await ChunksAsync(simulator, $$"""{"stream":true,{{Asked}}}""");

        Assert.Equal("hm hm", whole.GetProperty("choices")[0].GetProperty("message").GetProperty("reasoning_content").GetString());
        Assert.Equal(
            2, whole.GetProperty("usage").GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal("hm hm", string.Concat(chunks[1..3].Select(c => Text(c, "reasoning_content"))));
        Assert.Equal("yes", Text(chunks[3], "content"));
    }

    [Theory]
    [InlineData("""{"type":"file","file":{"file_id":"file-1"}}""", 200)]
    [InlineData("""{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}}""", 200)]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}""", 200)]
    [InlineData("""{"type":"file"}""", 400)]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"AA=="}}""", 400)]
    public async Task Part_FileOrAudio_IsTakenWhenItIsWhole(string part, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.PostAsync(
            Path, $$"""{"model":"gpt-5","messages":[{"role":"user","content":[{"type":"text","text":"hi"},{{part}}]}]}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static string? Text(JsonElement choice, string member) =>
        choice.GetProperty("delta").TryGetProperty(member, out JsonElement text) ? text.GetString() : null;

    private static async Task<JsonElement[]> ChunksAsync(TestSimulator simulator, string body)
    {
        using HttpResponseMessage response = await simulator.PostAsync(Path, body);
        return [.. (await TestSimulator.EventsAsync(response))[..^1].Select(e => JsonElement.Parse(e).GetProperty("choices")[0])];
    }
}
