using System.Buffers;
using System.Text;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class ImagePartsTests
{
    private const string Text = """{"type":"text","text":"\"image_url\": {"}""";
    private const string Image = """{"type":"image_url", "image_url" : {"url":"data:,","detail":{"image_url":[1]}} ,"x":[{}]}""";
    private const string Block = """{"type":"image","source":{"type":"url","url":"http://x"},"cache_control":{"type":"ephemeral"}}""";
    private const string Input = """{"detail":"auto","type":"input_image","image_url":"data:,"}""";
    private const string Escaped = """{"im\u0061ge_url":"u"}""";

    [Theory]
    [InlineData(1, """[{"role":"user","content":[IMAGE]}]""")]
    [InlineData(3, """[{"role":"user","content":[TEXT, IMAGE ,ESCAPED,TEXT]},{"content":"a"},{"content" : [ IMAGE ],"name":"x"}]""")]
    [InlineData(2, """[{"cont\u0065nt":[IMAGE,{"type":"text","text":"a","image_url":null},{"\ud800":1},IMAGE]}]""")]
    public void Omit_ImageParts_GiveWayToWords(int count, string messages) => AssertOmitted(messages, count, Encoding.UTF8.GetString(ImageParts.Omitted.Span));

    [Fact]
    public void Omit_BlocksOfMessages_GiveWayToWords() => AssertOmitted("""[{"content":[BLOCK,{"type":"tool_result","content":[TEXT,BLOCK]}]}]""", 2, Encoding.UTF8.GetString(ImageParts.Omitted.Span));

    [Fact]
    public void Omit_PartsOfResponses_GiveWayToWords() => AssertOmitted(
        """[{"role":"user","content":[INPUT]},{"type":"function_call_output","output":[INPUT]}]""", 2, """{"type":"input_text","text":"[image omitted: this model does not accept images]"}""");

    [Theory]
    [InlineData("""[{"content":[{"type":"tool_use","input":{"content":[BLOCK]}}]}]""")]
    [InlineData("""[{"type":"function_call","arguments":{"output":[INPUT]}},{"output":"input_image"}]""")]
    [InlineData("""[{"content":"image_url"},{"content":[TEXT]},{"image_url":1}]""")]
    [InlineData("""[{"content":[{"type":"text","text":"a","image_url":null}]}]""")]
    [InlineData("""[{"tool_calls":[{"image_url":1,"function":{"image_url":1,"arguments":"{\"image_url\":1}"}}]}]""")]
    [InlineData("""[{"content":{"a":IMAGE},"x":[IMAGE],"y":[[IMAGE]]},{"content":[[IMAGE]]}]""")]
    [InlineData("""[{"content":[{"type":"file","file":{"image_url":1}},"image_url",["image_url"]]}]""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"image_url\"")]
    public void Omit_Decoys_Stay(string messages) => AssertOmitted(messages, 0, "");

    private static void AssertOmitted(string messages, int count, string omitted)
    {
        var filled = messages.Replace("TEXT", Text, StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes($$"""{"model":"é","messages": {{Fill(filled, Image, Escaped)}} , "seed":1}""");
        var expected = $$"""{"model":"é","messages": {{(count == 0 ? Fill(filled, Image, Escaped) : Fill(filled, omitted, omitted))}} , "seed":1}""";
        foreach (var sequence in new[] { new ReadOnlySequence<byte>(body), Segments.Shred(body), Segments.Cut(body, body.Length / 2) })
        {
            Assert.Null(RequestScanner.Scan(sequence, out var outline));
            var edits = new BodyEdits();
            Assert.Equal(count, ImageParts.Omit(sequence, outline[RequestField.Messages], edits));
            edits.Seal(sequence, outline);
            Assert.Equal(expected, Apply(edits, body));
        }
    }

    private static string Fill(string messages, string image, string escaped) =>
        messages.Replace("IMAGE", image, StringComparison.Ordinal).Replace("ESCAPED", escaped, StringComparison.Ordinal)
            .Replace("BLOCK", image == Image ? Block : image, StringComparison.Ordinal).Replace("INPUT", image == Image ? Input : image, StringComparison.Ordinal);

    private static string Apply(BodyEdits edits, byte[] body)
    {
        var edited = new List<byte>(body);
        foreach (var edit in edits.Items.Reverse())
        {
            edited.RemoveRange(edit.Start, edit.End - edit.Start);
            edited.InsertRange(edit.Start, edit.Replacement.ToArray());
        }

        return Encoding.UTF8.GetString([.. edited]);
    }
}
