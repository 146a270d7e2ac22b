using System.Buffers;
using System.Text;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class MessagesReplyStreamWriterTests
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ReplyContext context = Translated.Context();

    [Fact]
    public void Append_Deltas_WritesEachAtOnce()
    {
        var writer = Started();
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.Text));
        for (var i = 1; i <= 3; i++)
        {
            writer.Append(new BlockDelta(0, 0, DeltaKind.Text, JsonSlice.Of("x")));

            Assert.Equal(i, CountOf("content_block_delta"));
        }
    }

    [Fact]
    public void Append_SignatureOfACall_IsAThoughtRightBeforeTheCall()
    {
        var writer = Started();
        writer.BeginBlock(Call(0, "toolu_1"));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Signature, JsonSlice.Of("Z2Vt")));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Arguments, JsonSlice.Of("{}")));
        writer.EndBlock(0, 0);

        Assert.Equal(
            [
                """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"Z2Vt"}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"now","input":{}}}""",
                """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
                """{"type":"content_block_stop","index":1}""",
            ],
            Data()[1..]);
    }

    [Fact]
    public void BeginBlock_CallsOpenAtOnce_EndOneBeforeTheNextBegins()
    {
        var writer = Started();
        writer.BeginBlock(Call(0, "a"));
        writer.BeginBlock(Call(1, "b"));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Arguments, JsonSlice.Of("1")));
        writer.EndBlock(0, 1);
        writer.EndBlock(0, 0);

        Assert.Equal(
            ["content_block_start 0", "content_block_stop 0", "content_block_start 1", "content_block_delta 0", "content_block_stop 1"],
            Data()[1..].Select(static data => { Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(data), out var json)); return $"{json["type"u8].AsString()} {json["index"u8]}"; }));
    }

    [Fact]
    public void Complete_UsageToldAfterFinish_IsInMessageDelta()
    {
        var writer = Started();
        writer.Finish(0, new StopReason(StopKind.Length));
        writer.Count(new Usage(100, 20, 60, 5, 30));
        writer.Complete();

        Assert.Equal(
            [
                """{"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":60,"output_tokens":20,"output_tokens_details":{"thinking_tokens":5}}}""",
                """{"type":"message_stop"}""",
            ],
            Data()[1..]);
    }

    [Fact]
    public void Fail_InTheMiddle_WritesTheErrorAndNoEnd()
    {
        var writer = Started();
        writer.Fail(new UpstreamError(ErrorKind.Other, null, "upstream_cut"));

        Assert.Equal("""{"type":"error","error":{"type":"api_error","message":"The upstream reported an error.","code":"upstream_cut"}}""", Data()[^1]);
        Assert.Equal(0, CountOf("message_stop"));
    }

    [Fact]
    public void Append_ThoughtsNotAskedFor_KeepsTheirSignatureAlone()
    {
        context.ShowsReasoning = false;
        var writer = Started();
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.Reasoning));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Text, JsonSlice.Of("Hm")));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Signature, JsonSlice.Of("c2ln")));

        Assert.Equal(1, CountOf("signature_delta"));
        Assert.Equal(0, CountOf("thinking_delta"));
    }

    [Fact]
    public void BeginBlock_OfAnotherChoice_IsLeftOut()
    {
        var writer = Started();
        writer.BeginBlock(new BlockStart(1, 0, BlockKind.Text));
        writer.Append(new BlockDelta(1, 0, DeltaKind.Text, JsonSlice.Of("x")));
        writer.EndBlock(1, 0);
        writer.Finish(1, new StopReason(StopKind.Length));
        writer.Complete();

        Assert.Equal(3, Data().Count);
        Assert.Contains("\"end_turn\"", Data()[1], StringComparison.Ordinal);
    }

    private static BlockStart Call(int block, string id) => new(0, block, BlockKind.ToolCall) { CallId = JsonSlice.Of(id), Name = JsonSlice.Of("now") };

    private MessagesReplyStreamWriter Started()
    {
        var writer = new MessagesReplyStreamWriter(context, output);
        writer.Start(new ReplyStart(JsonSlice.Of("chatcmpl-1"), JsonSlice.Of("m")));
        return writer;
    }

    private int CountOf(string word) => Data().Count(data => data.Contains($"\"type\":\"{word}\"", StringComparison.Ordinal));

    private List<string> Data() => [.. Translated.Events(output.WrittenSpan.ToArray()).Select(static entry => Encoding.UTF8.GetString(entry.Data))];
}
