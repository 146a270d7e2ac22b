using System.Buffers;
using System.Text;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Protocols.Streaming;
using Fairlead.Protocols.Tests.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Chat;

public sealed class ChatAnswerStreamerTests
{
    [Fact]
    public void TryWrite_Text_GivesMessageFinishAndTerminator() => AssertEvents(
        """{"index":0,"message":{"role":"assistant","content":"a\nb é","refusal":null},"logprobs":null,"finish_reason":"length"}""",
        includeUsage: false,
        Chunk("""{"choices":[{"index":0,"delta":{"role":"assistant","content":"a\nb é","refusal":null},"logprobs":null,"finish_reason":null}]}"""),
        Chunk("""{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"""));

    [Fact]
    public void TryWrite_ToolCalls_GetTheirIndex() => AssertEvents(
        """{"index":0,"message":{"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"index":7,"id":"b"}]},"finish_reason":"tool_calls"}""",
        includeUsage: false,
        Chunk("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"index":1,"id":"b"}]},"finish_reason":null}]}"""),
        Chunk("""{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"""));

    [Fact]
    public void TryWrite_UsageWanted_ComesLastAndIsNullBefore() => AssertEvents(
        """{"index":0,"message":{"refusal":"no"},"finish_reason":"stop"}""",
        includeUsage: true,
        Chunk("""{"choices":[{"index":0,"delta":{"refusal":"no"},"finish_reason":null}],"usage":null}"""),
        Chunk("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"""),
        Chunk("""{"choices":[],"usage":{"prompt_tokens":1}}"""));

    [Theory]
    [InlineData("\"index\":0,", "\"index\":3,", 0, 3)]
    [InlineData("", "", 0, 1)]
    [InlineData("\"index\":null,", "\"index\":\"1\",", 0, 1)]
    [InlineData("\"index\":0.5,", "\"index\":1,", 0, 1)]
    public void TryWrite_SeveralChoices_KeepTheirIndexOrGetTheirPosition(string first, string second, int firstIndex, int secondIndex)
    {
        var events = Write(Completion($$$"""{{{{first}}}"message":{}},{{{{second}}}"message":{}}"""), includeUsage: false);
        var indexes = events[..^1].Select(static data => JsonString.Of(data).GetProperty("choices")[0].GetProperty("index").GetInt32());
        Assert.Equal([firstIndex, firstIndex, secondIndex, secondIndex], indexes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"finish_reason\":null")]
    public void TryWrite_NoFinishReason_EndsWithStop(string member)
    {
        var events = Write(Completion($$$"""{"message":{}{{{member}}}}"""), includeUsage: false);
        Assert.Equal("stop", JsonString.Of(events[1]).GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[\"a\"]")]
    [InlineData("{\"a\":1}")]
    public void TryWrite_ToolCallsOfAnotherShape_StayAsTheyAre(string calls)
    {
        var events = Write(Completion($$$"""{"message":{"tool_calls":{{{calls}}} } }"""), includeUsage: false);
        Assert.Equal(calls, JsonString.Of(events[0]).GetProperty("choices")[0].GetProperty("delta").GetProperty("tool_calls").GetRawText());
    }

    [Theory]
    [InlineData(", \"usage\":null")]
    [InlineData("")]
    public void TryWrite_AnswerWithoutUsage_HasNoUsageChunk(string member)
    {
        var events = Write("{\"choices\":[{\"message\":{}}]" + member + "}", includeUsage: true);
        Assert.Equal(3, events.Length);
    }

    [Fact]
    public void TryWrite_HalfASurrogatePair_IsWrittenAsItCame()
    {
        var events = Write(Completion("""{"message":{"content":"a\ud83d","x":["\udc00"]}}"""), includeUsage: false);
        Assert.Contains("\"content\":\"a\\ud83d\"", events[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"choices\":null}")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[1]}")]
    [InlineData("{\"choices\":[{}]}")]
    [InlineData("{\"choices\":[{\"message\":{}},{\"message\":\"a\"}]}")]
    [InlineData("{\"error\":{\"message\":\"a\"}}")]
    public void TryWrite_NoCompletion_WritesNothing(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.False(ChatAnswerStreamer.TryWrite(JsonString.Of(json), includeUsage: true, output));
        Assert.Equal(0, output.WrittenCount);
    }

    private static void AssertEvents(string choice, bool includeUsage, params string[] expected) =>
        Assert.Equal([.. expected, "[DONE]"], Write(Completion(choice), includeUsage));

    private static string Chunk(string members) => """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m",""" + members[1..];

    private static string Completion(string choices) =>
        $$"""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{{choices}}],"usage":{"prompt_tokens":1} }""";

    private static string[] Write(string completion, bool includeUsage)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(ChatAnswerStreamer.TryWrite(JsonString.Of(completion), includeUsage, output));
        var events = new List<string>();
        var rest = output.WrittenSpan;
        while (ServerSentEvents.TryTake(ref rest, out var whole))
        {
            events.Add(Encoding.UTF8.GetString(ServerSentEvents.Data(whole)));
        }

        Assert.True(rest.IsEmpty);
        return [.. events];
    }
}
