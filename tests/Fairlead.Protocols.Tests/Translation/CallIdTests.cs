using System.Text;
using System.Text.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Servers that give calls no ids: what is made for one answer is not made for another, or the next request has an id twice.</summary>
public sealed class CallIdTests
{
    public static TheoryData<Dialect, string> Bodies { get; } = new()
    {
        { Dialect.Chat, """{"choices":[{"message":{"tool_calls":[{"id":"","function":{"name":"f","arguments":"{}"}},{"id":"","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""" },
        { Dialect.Responses, """{"output":[{"type":"function_call","call_id":"","name":"f","arguments":"{}"},{"type":"function_call","name":"f","arguments":"{}"}]}""" },
        { Dialect.Messages, """{"content":[{"type":"tool_use","id":"","name":"f","input":{}},{"type":"tool_use","name":"f","input":{}}],"stop_reason":"tool_use"}""" },
    };

    public static TheoryData<Dialect, string> Events { get; } = new()
    {
        { Dialect.Chat, """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""" },
        { Dialect.Responses, """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","call_id":"","name":"f","arguments":""}}""" },
        { Dialect.Messages, """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"","name":"f","input":{}}}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Ids_MadeForWholeAnswers_NeverRepeat(Dialect upstream, string body)
    {
        string[] ids = [.. Ids(upstream, body), .. Ids(upstream, body)];

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, static id => Assert.Matches("^(call|toolu)_[a-zA-Z0-9_]{1,50}$", id));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Ids_MadeForStreams_AreOfTheRequest(Dialect upstream, string payload)
    {
        var sink = new Recorder();

        Codecs.Of(upstream).CreateStreamReader("abc123").Read([], Encoding.UTF8.GetBytes(payload), sink);

        Assert.Contains("_abc123_", sink.Content, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(Dialect upstream, string body) =>
        JsonElement.Parse(Translated.Reply(Encoding.UTF8.GetBytes(body), upstream, Dialect.Chat))
            .GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls").EnumerateArray().Select(static call => call.GetProperty("id").GetString()!);
}
