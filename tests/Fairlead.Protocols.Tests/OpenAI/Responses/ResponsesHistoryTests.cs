using System.Buffers;
using System.Text;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Responses;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Responses;

public sealed class ResponsesHistoryTests
{
    [Fact]
    public void Join_EarlierItems_ComeFirstAndAsTheyWere()
    {
        var earlier = (string[])["""{"type":"message","role":"user","content":[{"type":"input_text","text":"caf\u00e9 \ud800"}]}""", """{ "type":"function_call", "n":1.10 }"""];
        var output = new ArrayBufferWriter<byte>();

        ResponsesHistory.Join(Json("""{"model":"m","previous_response_id":"resp_1","input":[{"role":"user","content":"More"}],"temperature":0.70}"""), earlier.Select(Json), output);

        Assert.Equal($$"""{"model":"m","temperature":0.70,"input":[{{earlier[0]}},{{earlier[1]}},{"role":"user","content":"More"}]}""", Text(output));
    }

    [Fact]
    public void Join_InputThatIsAString_BecomesAnItem()
    {
        var output = new ArrayBufferWriter<byte>();

        ResponsesHistory.Join(Json("""{"input":"Hi\n"}"""), [], output);

        Assert.Equal("""{"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi\n"}]}]}""", Text(output));
    }

    [Fact]
    public void WriteInputItems_MessageWithoutIdTypeAndParts_HasThem()
    {
        var output = new ArrayBufferWriter<byte>();

        ResponsesHistory.WriteInputItems(Json("""{"input":[{"role":"user","content":"Hi"},{"type":"function_call_output","call_id":"c","output":"1.10"},{"id":"msg_9","type":"message","role":"user","content":[]}]}"""), "abc", output);

        Assert.Equal(
            """[{"id":"msg_abc_in0","type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]},{"id":"out_abc_in1","type":"function_call_output","call_id":"c","output":"1.10"},{"id":"msg_9","type":"message","role":"user","content":[]}]""",
            Text(output));
    }

    [Theory]
    [InlineData("""{"object":"response","output":[{"id":"msg_1"}]}""", """[{"id":"msg_1"}]""")]
    [InlineData("""{"type":"response.completed","response":{"output":[]}}""", "[]")]
    [InlineData("""{"error":{}}""", "")]
    public void OutputItems_OfAResponse_AreItsOutput(string response, string expected) =>
        Assert.Equal(expected, ResponsesHistory.OutputItems(Json(response)).ToString());

    private static string Text(ArrayBufferWriter<byte> output) => Encoding.UTF8.GetString(output.WrittenSpan);

    private static JsonSlice Json(string text)
    {
        Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var json));
        return json;
    }
}
