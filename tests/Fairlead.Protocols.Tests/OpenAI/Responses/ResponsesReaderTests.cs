using System.Text;
using CsCheck;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Responses;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Responses;

public sealed class ResponsesReaderTests
{
    private const string Output = """
        [{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Hm."},{"type":"summary_text","text":"Aha."}],"encrypted_content":"c2ln"},
        {"id":"msg_1","type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi there","annotations":[]},{"type":"refusal","refusal":"No."}]},
        {"id":"fc_1","type":"function_call","call_id":"call_1","name":"f","arguments":"{\"a\":1.10}"}]
        """;

    private static readonly string[] Words =
    [
        "type", "input", "output", "item", "content", "part", "delta", "response", "output_index", "content_index", "summary_index", "summary", "text", "arguments",
        "call_id", "name", "role", "instructions", "tools", "tool_choice", "reasoning", "include", "error", "status", "incomplete_details", "reason", "usage",
        "input_tokens", "logprobs", "encrypted_content", "refusal", "image_url", "file_data", "format", "model", "stream", "top_logprobs",
    ];

    private static readonly string[] Values =
    [
        "message", "function_call", "custom_tool_call", "function_call_output", "reasoning", "input_text", "output_text", "refusal", "input_image", "input_file", "input_audio",
        "user", "assistant", "tool", "function", "custom", "allowed_tools", "json_schema", "error", "incomplete", "failed", "fairlead-redacted:x", "data:;base64,", "data:",
        "response.created", "response.output_item.added", "response.output_item.done", "response.content_part.added", "response.output_text.delta",
        "response.function_call_arguments.delta", "response.reasoning_summary_text.delta", "response.refusal.delta", "response.completed", "response.failed",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Int[0, Values.Length - 1].Select(static index => $"\"{Values[index]}\""),
        JsonTexts.Pick("null", "true", "0", "-1", "1e400", "9223372036854775808", "\"\\ud800\"", "\"\"", "\"\\u0069nput\"", "\"~\"", "{\"~\":\"~\\u00e9\"}"));

    private static readonly Gen<string> Any = Gen.Recursive<string>((depth, inner) => depth > 5 ? Scalar : Gen.Frequency(
        (2, Scalar),
        (2, inner.Array[0, 3].Select(static items => $"[{string.Join(',', items)}]")),
        (5, Gen.Select(Gen.Int[0, Words.Length - 1], inner).Array[1, 5].Select(static members => $"{{{string.Join(',', members.Select(static pair => $"\"{Words[pair.Item1]}\":{pair.Item2}"))}}}"))));

    [Fact]
    public void Readers_AnyJson_NeverThrow() =>
        Any.Array[1, 4].Sample(
            static texts =>
            {
                var stream = new ResponsesReplyStreamReader("id");
                var written = Writer();
                foreach (var text in texts)
                {
                    var bytes = Bytes(text);
                    Assert.True(JsonSlice.TryParse(bytes, out var json));
                    new ResponsesRequestReader().TryRead(json, out _);
                    new ResponsesReplyReader().TryRead(json, Writer());
                    stream.Read([], bytes, written);
                }

                stream.Close(written);
            },
            iter: 5_000);

    [Fact]
    public void StreamReader_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 40].Sample(
            static bytes => new ResponsesReplyStreamReader("id").Read("response.output_text.delta"u8, bytes, Writer()),
            iter: 5_000);

    [Fact]
    public void RequestsRead_AnyJson_CanBeWrittenInEveryDialect() =>
        Any.Sample(
            static text =>
            {
                Assert.True(JsonSlice.TryParse(Bytes($$"""{"input":[{{text}}],"tools":[{{text}}],"tool_choice":{{text}},"text":{{text}}}"""), out var body));
                foreach (var codec in Codecs.All)
                {
                    if (new ResponsesRequestReader().TryRead(body, out var conversation) is null)
                    {
                        var output = new System.Buffers.ArrayBufferWriter<byte>();
                        codec.RequestWriter.Write(conversation, new RequestTarget(), output);
                        Assert.True(JsonSlice.TryParse(output.WrittenMemory, out _), Encoding.UTF8.GetString(output.WrittenSpan));
                    }
                }
            },
            iter: 5_000);

    [Fact]
    public void Stream_OfTheSameAnswer_TellsWhatTheWholeTells()
    {
        var (whole, streamed) = (new Recorder(), new Recorder());
        Assert.True(new ResponsesReplyReader().TryRead(Json($$"""{"id":"resp_1","model":"m","status":"completed","output":{{Output}}}"""), whole));

        var reader = new ResponsesReplyStreamReader("id");
        foreach (var data in Events())
        {
            reader.Read([], Encoding.UTF8.GetBytes(data), streamed);
        }

        Assert.True(reader.Close(streamed));
        Assert.Equal(whole.Content, streamed.Content);
        Assert.Equal(9, streamed.Pieces); // Eight deltas, and what stands between the paragraphs of the summary.
    }

    [Fact]
    public void Stream_WithoutAnyEventButTheLast_TellsTheOutputInIt()
    {
        var (whole, streamed) = (new Recorder(), new Recorder());
        var response = $$"""{"id":"resp_1","model":"m","status":"completed","output":{{Output}}}""";
        Assert.True(new ResponsesReplyReader().TryRead(Json(response), whole));
        new ResponsesReplyStreamReader("id").Read([], Encoding.UTF8.GetBytes($$"""{"type":"response.completed","response":{{response}} }"""), streamed);

        Assert.Equal(whole.Content, streamed.Content);
    }

    [Fact]
    public void Stream_ThatNumbersEveryItemZero_TellsEachItem()
    {
        var told = new Recorder();
        var reader = new ResponsesReplyStreamReader("id");
        foreach (var text in (string[])["one", "two"])
        {
            reader.Read([], Encoding.UTF8.GetBytes($$"""{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"{{text}}"}"""), told);
            reader.Read([], Encoding.UTF8.GetBytes($$"""{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"{{text}}"}] } }"""), told);
        }

        Assert.Contains("one .\nText   False two .", told.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_Cut_IsNotWhole()
    {
        var told = new Recorder();
        var reader = new ResponsesReplyStreamReader("id");
        reader.Read([], """{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Half"}"""u8.ToArray(), told);

        Assert.False(reader.Close(told));
        Assert.DoesNotContain("complete", told.Ending, StringComparison.Ordinal);
    }

    [Fact]
    public void Reply_ThatFailed_IsNoAnswer()
    {
        var told = new Recorder();

        Assert.False(new ResponsesReplyReader().TryRead(Json("""{"status":"failed","error":{"code":"server_error","message":"x"},"output":[]}"""), told));
        Assert.Equal("", told.Content);
    }

    [Fact]
    public void Request_StoreAndPreviousResponse_AreTheGatewaysMatter()
    {
        var conversation = Translated.Read("""{"model":"m","input":"Hi","store":true,"previous_response_id":"resp_1"}"""u8.ToArray(), Dialect.Responses);

        Assert.Empty(conversation.Parameters.Losses);
        Assert.Contains("\"previous_response_id\":\"resp_1\"", conversation.Reply.Echo.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "input")]
    [InlineData("""{"model":"m","input":1}""", "input")]
    [InlineData("""{"model":"m","input":["x"]}""", "input[0]")]
    [InlineData("""{"model":"m","input":[{"role":"user","content":"a"},{"role":"robot","content":"b"}]}""", "input[1].role")]
    [InlineData("""{"model":"m","input":"x","tools":{}}""", "tools")]
    [InlineData("""{"model":"m","input":"x","instructions":[]}""", "instructions")]
    public void Request_ThatCannotBeRead_NamesTheField(string body, string field)
    {
        var problem = new ResponsesRequestReader().TryRead(Json(body), out _);

        Assert.Equal(field, problem?.Param);
    }

    private static IEnumerable<string> Events() =>
    [
        """{"type":"response.created","response":{"id":"resp_1","model":"m"}}""",
        """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","summary":[]}}""",
        """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"H"}""",
        """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"m."}""",
        """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"Aha."}""",
        $$"""{"type":"response.output_item.done","output_index":0,"item":{{Item(0)}}}""",
        """{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Hi "}""",
        """{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"there"}""",
        """{"type":"response.refusal.delta","output_index":1,"content_index":1,"delta":"No."}""",
        $$"""{"type":"response.output_item.done","output_index":1,"item":{{Item(1)}}}""",
        """{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","call_id":"call_1","name":"f","arguments":""}}""",
        """{"type":"response.function_call_arguments.delta","output_index":2,"delta":"{\"a\":"}""",
        """{"type":"response.function_call_arguments.delta","output_index":2,"delta":"1.10}"}""",
        $$"""{"type":"response.output_item.done","output_index":2,"item":{{Item(2)}}}""",
        $$"""{"type":"response.completed","response":{"id":"resp_1","model":"m","status":"completed","output":{{Output}} } }""",
    ];

    // JSON as it may come over the wire: a byte that is no UTF-8 stands for each tilde.
    private static byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan().Replace((byte)'~', (byte)0xFF);
        return bytes;
    }

    private static string Item(int index)
    {
        var items = Json(Output).Items;
        for (var i = 0; i <= index; i++)
        {
            Assert.True(items.MoveNext());
        }

        return items.Current.ToString();
    }

    private static ResponsesReplyStreamWriter Writer() => new(Translated.Context(), new System.Buffers.ArrayBufferWriter<byte>());

    private static JsonSlice Json(string text)
    {
        Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var json));
        return json;
    }
}
