using System.Text;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class MessagesReplyReaderTests
{
    private static readonly string[] Stream =
    [
        """{"type":"message_start","message":{"id":"msg_1","model":"m","usage":{"input_tokens":7,"cache_read_input_tokens":2,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Two "}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"calls."}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}""",
        """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"now","input":{}}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1.0}"}}""",
        """{"type":"content_block_stop","index":2}""",
        """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}""",
        """{"type":"message_stop"}""",
    ];

    private const string Whole = """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"Two calls.","signature":"c2ln"},
        {"type":"server_tool_use","id":"s","name":"web_search","input":{}},{"type":"tool_use","id":"toolu_1","name":"now","input":{"a":1.0}}],
        "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":7,"cache_read_input_tokens":2,"output_tokens":9}}
        """;

    [Fact]
    public void Read_StreamEventByEvent_TellsWhatTheWholeBodyTells()
    {
        var streamed = Read(Stream);
        var whole = new ToldEvents();
        Assert.True(new MessagesReplyReader().TryRead(Parse(Whole), whole));

        Assert.Equal(whole.Lines, streamed.Lines);
        Assert.Equal(new Usage(9, 9, 2, 0), streamed.Usage);
        Assert.Equal(whole.Usage, streamed.Usage);
        Assert.True(streamed.IsComplete && whole.IsComplete);
    }

    [Fact]
    public void Read_StreamOfDeltas_TellsEachOnce() => Assert.Equal(5, Read(Stream).DeltaCount);

    [Fact]
    public void Close_StreamCutBeforeItsStopReason_IsNotWhole()
    {
        var told = new ToldEvents();
        var reader = Feed(Stream[..^2], told);

        Assert.False(reader.Close(told));
        Assert.False(told.IsComplete);
    }

    [Fact]
    public void Close_StreamWithoutItsLastEvent_IsWhole()
    {
        var told = new ToldEvents();
        var reader = Feed(Stream[..^1], told);

        Assert.True(reader.Close(told));
        Assert.True(told.IsComplete);
    }

    [Fact]
    public void Read_ErrorEvent_FailsAndNothingComesAfter()
    {
        var told = Read([.. Stream[..3], """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", .. Stream[3..]]);

        Assert.Equal(new UpstreamError(ErrorKind.Overloaded, "Overloaded", "overloaded_error"), told.Failure);
        Assert.Equal(1, told.DeltaCount);
        Assert.False(told.IsComplete);
    }

    [Fact]
    public void TryRead_ErrorBody_IsNoAnswer() =>
        Assert.False(new MessagesReplyReader().TryRead(Parse("""{"type":"error","error":{"type":"api_error","message":"No."}}"""), new ToldEvents()));

    private static ToldEvents Read(string[] events)
    {
        var told = new ToldEvents();
        Feed(events, told);
        return told;
    }

    private static MessagesReplyStreamReader Feed(string[] events, ToldEvents told)
    {
        var reader = new MessagesReplyStreamReader("id");
        foreach (var data in events)
        {
            reader.Read(default, Encoding.UTF8.GetBytes(data), told);
        }

        return reader;
    }

    private static JsonSlice Parse(string json) => JsonSlice.TryParse(Encoding.UTF8.GetBytes(json), out var value) ? value : throw new ArgumentException("Not JSON.", nameof(json));
}
