using System.Text;
using CsCheck;
using Fairlead.Protocols.Bedrock;
using Fairlead.Protocols.Bedrock.Converse;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Bedrock;

public sealed class ConverseReplyTests
{
    private static readonly string[] Names = ["messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata", "initial-response", "", "throttlingException"];

    private static readonly Gen<string> Wild = WildJson.Of(
        "output", "message", "content", "text", "toolUse", "toolUseId", "name", "input", "reasoningContent", "reasoningText", "signature", "redactedContent", "citationsContent",
        "stopReason", "additionalModelResponseFields", "stop_sequence", "usage", "inputTokens", "cacheReadInputTokens", "start", "delta", "contentBlockIndex", "Message");

    [Fact]
    public void Readers_AnyJson_NeverThrowAndKeepTheRules() =>
        Gen.Select(Gen.Int[0, Names.Length - 1], Wild).Array[0, 6].Sample(
            static events =>
            {
                var reader = new ConverseReplyStreamReader();
                var streamed = new ToldReply();
                foreach (var (index, text) in events)
                {
                    Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes($$$"""{"output":{"message":{"content":[{{{text}}}]}},"delta":{{{text}}},"start":{{{text}}},"contentBlockIndex":{{{index % 3}}} }"""), out var body));
                    var whole = new ToldReply();
                    Assert.True(new ConverseReplyReader().TryRead(body, whole));
                    Assert.True(whole.IsComplete);
                    BedrockErrors.Read(body["delta"u8], Names[index]);
                    reader.Read(Encoding.UTF8.GetBytes(Names[index]), body.Text, streamed);
                }

                Assert.Equal(reader.Close(streamed), streamed.IsComplete);
            },
            iter: 2_000);

    [Fact]
    public void WholeReader_AnyJson_NeverThrows() =>
        Wild.Sample(static text =>
        {
            Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var body));
            var told = new ToldReply();
            Assert.Equal(new ConverseReplyReader().TryRead(body, told), told.IsComplete);
        });

    [Fact]
    public void StreamReader_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Byte.Array[0, 40]).Sample(static (index, bytes) =>
        {
            var reader = new ConverseReplyStreamReader();
            reader.Read(Encoding.UTF8.GetBytes(Names[index]), bytes, new ToldReply());
            Assert.False(reader.Close(new ToldReply()));
        });

    [Fact]
    public void Stream_EventByEvent_TellsWhatTheWholeTells()
    {
        var whole = new ToldReply();
        Assert.True(JsonSlice.TryParse(
            """{"output":{"message":{"content":[{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"c2ln"}}},{"text":"Hi there"},{"toolUse":{"toolUseId":"t","name":"f","input":{"a":1.10}}}]}},"stopReason":"tool_use","usage":{"inputTokens":1,"outputTokens":2}}"""u8.ToArray(),
            out var body));
        Assert.True(new ConverseReplyReader().TryRead(body, whole));

        var streamed = Stream(
            ("messageStart", """{"role":"assistant"}"""),
            ("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Hm."}}}"""),
            ("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}"""),
            ("contentBlockStop", """{"contentBlockIndex":0}"""),
            ("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"text":"Hi "}}"""),
            ("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"text":"there"}}"""),
            ("contentBlockStop", """{"contentBlockIndex":1}"""),
            ("contentBlockStart", """{"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t","name":"f"}}}"""),
            ("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\"a\":1"}}}"""),
            ("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"toolUse":{"input":".10}"}}}"""),
            ("contentBlockStop", """{"contentBlockIndex":2}"""),
            ("messageStop", """{"stopReason":"tool_use"}"""),
            ("metadata", """{"usage":{"inputTokens":1,"outputTokens":2}}"""));

        Assert.Equal(whole.Content, streamed.Content);
        Assert.Equal(whole.Usage, streamed.Usage);
        Assert.Equal(6, streamed.Deltas);
        Assert.True(streamed.IsComplete);
    }

    [Theory]
    [InlineData("throttlingException", ErrorKind.RateLimited)]
    [InlineData("serviceUnavailableException", ErrorKind.Overloaded)]
    [InlineData("modelStreamErrorException", ErrorKind.Other)]
    [InlineData("internalServerException", ErrorKind.Other)]
    public void Stream_Exception_Fails(string name, ErrorKind kind)
    {
        var told = Stream(("messageStart", "{}"), (name, """{"message":"No."}"""), ("messageStop", "{}"));

        Assert.Equal(new UpstreamError(kind, "No.", name), told.Failure);
        Assert.False(told.IsComplete);
    }

    [Theory]
    [InlineData("ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/", "Input is too long for requested model.", ErrorKind.ContextLength, "ValidationException")]
    [InlineData("ThrottlingException", "Too many requests, please wait before trying again.", ErrorKind.RateLimited, "ThrottlingException")]
    [InlineData("AccessDeniedException", "You don't have access to the model with the specified model ID.", ErrorKind.Authentication, "AccessDeniedException")]
    [InlineData("ResourceNotFoundException", "This model version has reached the end of its life.", ErrorKind.ModelNotFound, "ResourceNotFoundException")]
    [InlineData(null, "Anything", ErrorKind.Other, null)]
    public void Errors_ByNameAndWords_HaveTheirKind(string? errorType, string message, ErrorKind kind, string? code)
    {
        Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}"""), out var body));

        Assert.Equal(new UpstreamError(kind, message, code), BedrockErrors.Read(body, errorType));
    }

    private static ToldReply Stream(params (string Name, string Data)[] events)
    {
        var told = new ToldReply();
        var reader = new ConverseReplyStreamReader();
        foreach (var (name, data) in events)
        {
            reader.Read(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(data), told);
        }

        reader.Close(told);
        return told;
    }
}
