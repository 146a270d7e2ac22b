using System.Buffers;
using System.Text;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Responses;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Responses;

public sealed class ResponsesWriterTests
{
    public static TheoryData<Dialect> Dialects => [Dialect.Chat, Dialect.Responses];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void CustomTool_CalledAsAFunction_IsGivenBackAsText(Dialect client)
    {
        var output = new ArrayBufferWriter<byte>();
        Call(Codecs.Of(client).CreateWriter!(ContextWithPatch(), output), "{\"input\":", "\"a \\\"b\\\"\\n\"}");

        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Contains("""
            "input":"a \"b\"\n"
            """, text, StringComparison.Ordinal);
        Assert.DoesNotContain("arguments", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void CustomTool_CalledAsAFunctionInAStream_IsOneDelta(Dialect client)
    {
        var output = new ArrayBufferWriter<byte>();
        Call(Codecs.Of(client).CreateStreamWriter!(ContextWithPatch(), output), "{\"input\":", "\"a \\\"b\\\"\\n\"}");

        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.DoesNotContain("arguments", text, StringComparison.Ordinal);
        Assert.Equal(1, Count(text, client == Dialect.Chat ? """{"input":"a \"b\"\n"}""" : """
            "delta":"a \"b\"\n"
            """));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Function_BesideACustomTool_IsNotHeld(Dialect client)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = Codecs.Of(client).CreateStreamWriter!(ContextWithPatch(), output);
        writer.Start(default);
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.ToolCall) { CallId = JsonSlice.Of("call_1"), Name = JsonSlice.Of("other") });
        var before = output.WrittenCount;
        writer.Append(new BlockDelta(0, 0, DeltaKind.Arguments, JsonSlice.Of("{")));

        Assert.True(output.WrittenCount > before);
    }

    [Fact]
    public void Stream_EachDelta_IsOneEvent()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesReplyStreamWriter(Translated.Context(), output);
        writer.Start(default);
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.Text));
        for (var i = 0; i < 10; i++)
        {
            writer.Append(new BlockDelta(0, 0, DeltaKind.Text, JsonSlice.Of($"{i} ")));
            Assert.Equal(i + 1, Count(Encoding.UTF8.GetString(output.WrittenSpan), "event: response.output_text.delta\n"));
        }

        writer.EndBlock(0, 0);
        Assert.Contains("\"text\":\"0 1 2 3 4 5 6 7 8 9 \"", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_OfSeveralChoices_HoldsTheFirst()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesReplyStreamWriter(Translated.Context(), output);
        writer.Start(default);
        writer.BeginBlock(new BlockStart(1, 0, BlockKind.Text));
        writer.Append(new BlockDelta(1, 0, DeltaKind.Text, JsonSlice.Of("second")));
        writer.EndBlock(1, 0);
        writer.Complete();

        Assert.DoesNotContain("second", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void RedactedThoughts_SentBack_AreRedactedThoughtsAgain()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesReplyWriter(Translated.Context(), output);
        writer.Start(default);
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.Reasoning));
        writer.Append(new BlockDelta(0, 0, DeltaKind.Redacted, JsonSlice.Of("cmVk")));
        writer.EndBlock(0, 0);
        writer.Complete();
        Assert.True(JsonSlice.TryParse(output.WrittenMemory, out var response));

        var next = Translated.Read(Encoding.UTF8.GetBytes($$"""{"input":{{response["output"u8]}}}"""), Dialect.Responses);

        var thoughts = Assert.IsType<ReasoningBlock>(Assert.Single(Assert.Single(next.Items).Blocks));
        Assert.True(thoughts.Redacted.Is("cmVk"u8));
        Assert.False(thoughts.Signature.IsPresent);
    }

    [Fact]
    public void Response_RepeatsWhatTheRequestSaid()
    {
        var request = Translated.Read("""{"input":"Hi","instructions":"Be\u0020brief.","temperature":0.70,"text":{"verbosity":"low"},"tools":[{"type":"web_search"}]}"""u8.ToArray(), Dialect.Responses);
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesReplyWriter(request.Reply, output);
        writer.Start(default);
        writer.Complete();

        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Contains("""
            "instructions":"Be\u0020brief."
            """, text, StringComparison.Ordinal);
        Assert.Contains("\"temperature\":0.70,\"text\":{\"format\":{\"type\":\"text\"},\"verbosity\":\"low\"}", text, StringComparison.Ordinal);
        Assert.Contains("\"tools\":[{\"type\":\"web_search\"}]", text, StringComparison.Ordinal);
    }

    private static void Call(IReplyWriter writer, params string[] pieces)
    {
        writer.Start(default);
        writer.BeginBlock(new BlockStart(0, 0, BlockKind.ToolCall) { CallId = JsonSlice.Of("call_1"), Name = JsonSlice.Of("apply_patch") });
        foreach (var piece in pieces)
        {
            writer.Append(new BlockDelta(0, 0, DeltaKind.Arguments, JsonSlice.Of(piece)));
        }

        writer.EndBlock(0, 0);
        writer.Finish(0, new StopReason(StopKind.ToolCalls));
        writer.Complete();
    }

    private static ReplyContext ContextWithPatch()
    {
        var context = Translated.Context();
        context.CustomTools.Add("apply_patch");
        return context;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
