using System.Text;
using CsCheck;
using Fairlead.Protocols.Gemini;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Gemini;

public sealed class GeminiReplyTests
{
    private const string Parts = """{"text":"Hm.","thought":true},{"text":"Hi "},{"text":"there","thoughtSignature":"c2ln"},{"functionCall":{"name":"f","args":{"a":1.10}},"thoughtSignature":"c2"}""";

    private static readonly Gen<string> Wild = WildJson.Of(
        "candidates", "content", "parts", "text", "thought", "thoughtSignature", "functionCall", "name", "args", "id", "finishReason", "index", "usageMetadata",
        "promptTokenCount", "promptFeedback", "blockReason", "logprobsResult", "chosenCandidates", "topCandidates", "token", "logProbability", "error", "details", "reason", "message");

    [Fact]
    public void Readers_AnyJson_NeverThrowAndKeepTheRules() =>
        Gen.Select(Wild, Wild).Sample(
            static (first, second) =>
            {
                var reader = new GeminiReplyStreamReader("id");
                var streamed = new ToldReply();
                foreach (var text in (string[])[first, $$$"""{"candidates":[{"content":{"parts":[{{{second}}}]}},{{{first}}}]}""", second])
                {
                    Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var body));
                    var whole = new ToldReply();
                    Assert.Equal(new GeminiReplyReader().TryRead(body, whole), whole.IsComplete);
                    GoogleErrors.Read(body);
                    reader.Read(default, body.Text, streamed);
                }

                Assert.Equal(reader.Close(streamed), streamed.IsComplete);
            },
            iter: 5_000);

    [Fact]
    public void StreamReader_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 40].Sample(static bytes =>
        {
            var reader = new GeminiReplyStreamReader("id");
            reader.Read("x"u8, bytes, new ToldReply());
            Assert.False(reader.Close(new ToldReply()));
        });

    [Fact]
    public void Stream_PartByPart_TellsWhatTheWholeTells()
    {
        var whole = new ToldReply();
        Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes($$"""{"responseId":"id","candidates":[{"content":{"parts":[{{Parts}}]},"finishReason":"STOP"}]}"""), out var body));
        Assert.True(new GeminiReplyReader().TryRead(body, whole));

        var streamed = new ToldReply();
        var reader = new GeminiReplyStreamReader("id");
        foreach (var part in Parts.Split("},{").Select(static (part, index) => $"{(index > 0 ? "{" : "")}{part}{(index < 3 ? "}" : "")}"))
        {
            reader.Read(default, Encoding.UTF8.GetBytes($$"""{"candidates":[{"content":{"parts":[{{part}}]},"finishReason":"STOP"}]}"""), streamed);
        }

        Assert.True(reader.Close(streamed));
        Assert.Equal(whole.Content, streamed.Content);
        Assert.Equal(
            """0.0 Reasoning   [Text: Hm.] 0.1 Text   [Text: Hi ] 0.2 Reasoning   [Signature: c2ln] 0.3 Text   [Text: there] 0.4 ToolCall "call_id_4" "f" [Arguments: {"a":1.10}, Signature: c2] 0 ToolCalls "STOP" """.TrimEnd(),
            streamed.Content);
    }

    [Fact]
    public void Stream_ManyPieces_AreToldOneByOne()
    {
        var told = new ToldReply();
        var reader = new GeminiReplyStreamReader("id");
        for (var count = 1; count <= 100; count++)
        {
            reader.Read(default, """{"candidates":[{"content":{"parts":[{"text":"x"}]}}]}"""u8.ToArray(), told);
            Assert.Equal(count, told.Deltas);
        }

        Assert.False(reader.Close(told));
        Assert.False(told.IsComplete);
    }
}
