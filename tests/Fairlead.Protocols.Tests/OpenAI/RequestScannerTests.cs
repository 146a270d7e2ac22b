using System.Buffers;
using System.Text;
using CsCheck;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class RequestScannerTests
{
    private static readonly Gen<string> Member = Gen.OneOf(
        Gen.Int[0, RequestFieldNames.Count - 1].Select(static field => $"\"{RequestFieldNames.Of((RequestField)field)}\""),
        JsonTexts.Pick("\"mod\\u0065l\"", "\"\\u0073tream\"", "\"include_usage\"", "\"m\\ud800\""),
        JsonTexts.Text);

    private static readonly Gen<string> Options = JsonTexts.Pick(
        "null", "{}", "{ }", "{\"include_usage\":true}", "{\"a\":[{}],\"include_us\\u0061ge\":false}", "{\"include_usage\":null,\"b\":1}");

    private static readonly Gen<string> Body = Gen.Select(Member, Gen.OneOf(JsonTexts.Value, Options), JsonTexts.Space).Array[0, 8].Select(JsonTexts.Object);

    [Fact]
    public void Scan_KnownFields_GivesTheirPositions()
    {
        const string body = " { \"model\" : \"m\" ,\"x\":[1], \"seed\":7}";
        Assert.Null(Scan(body, out var outline));
        Assert.Equal(2, outline.ObjectStart);
        Assert.Equal(new FieldSpan(2, 3, 13, 16), outline[RequestField.Model]);
        Assert.Equal(new FieldSpan(25, 27, 34, 35), outline[RequestField.Seed]);
        Assert.False(outline[RequestField.Stream].IsPresent);
    }

    [Fact]
    public void Scan_BytesThatAreNotUtf8_AreNoJson()
    {
        byte[][] wrong = [[0xff], [0xc3], [0xe6, 0xa8], [0xf0, 0x9f, 0x98], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
        Assert.All(wrong, static bytes =>
        {
            byte[] body = [.. "{\"model\":\"m\",\"x\":\"é模"u8, .. bytes, .. "😀\"}"u8];
            Assert.Equal("invalid_json", RequestScanner.Scan(new ReadOnlySequence<byte>(body), out _)?.Code);
            Assert.Equal("invalid_json", RequestScanner.Scan(Segments.Shred(body), out _)?.Code);
        });
    }

    [Fact]
    public void Scan_CharactersAcrossSegments_AreText()
    {
        var body = Encoding.UTF8.GetBytes("{\"model\":\"m\",\"x\":\"aé模😀\"}");
        Assert.All(Enumerable.Range(0, body.Length), place => Assert.Null(RequestScanner.Scan(Segments.Cut(body, place), out _)));
        Assert.Null(RequestScanner.Scan(Segments.Shred(body), out _));
    }

    [Fact]
    public void Scan_EveryKnownField_IsFoundByItsWireName()
    {
        Assert.All(Enum.GetValues<RequestField>().Except([RequestField.Model]), field =>
        {
            var body = $$"""{"model":"m","{{RequestFieldNames.Of(field)}}":[1,{"a":2}]}""";
            Assert.Null(Scan(body, out var outline));
            Assert.Equal("[1,{\"a\":2}]", body[outline[field].Start..outline[field].End]);
        });
    }

    [Theory]
    [InlineData("\"stream\":true", true)]
    [InlineData("\"str\\u0065am\": true", true)]
    [InlineData("\"stream\":false", false)]
    [InlineData("\"stream\":\"true\"", false)]
    [InlineData("\"stream\":1", false)]
    [InlineData("\"stream\":[true]", false)]
    [InlineData("\"x\":{\"stream\":true}", false)]
    public void Scan_Stream_OnlyTrueAsksForOne(string member, bool expected)
    {
        Assert.Null(Scan($$"""{"model":"m",{{member}}}""", out var outline));
        Assert.Equal(expected, outline.IsStream);
    }

    [Theory]
    [InlineData("null", false, false, false, null)]
    [InlineData("[]", false, false, false, null)]
    [InlineData("{ }", true, true, false, null)]
    [InlineData("{\"include_usage\":true}", true, false, true, "true")]
    [InlineData("{\"include_\\u0075sage\" : true}", true, false, true, "true")]
    [InlineData("{\"x\":{\"include_usage\":true},\"include_usage\": false}", true, false, false, "false")]
    [InlineData("{\"include_usage\":{\"a\":true},\"b\":true}", true, false, false, "{\"a\":true}")]
    [InlineData("{\"other\":true}", true, false, false, null)]
    public void Scan_StreamOptions_AreRead(string options, bool isObject, bool isEmpty, bool isIncluded, string? value)
    {
        var body = $$"""{"stream_options":{{options}},"model":"m","seed":1}""";
        Assert.Null(Scan(body, out var outline));
        Assert.Equal((isObject, isEmpty, isIncluded), (outline.IsStreamOptionsObject, outline.IsStreamOptionsEmpty, outline.IsUsageIncluded));
        Assert.Equal(value, outline.IncludeUsage.IsPresent ? body[outline.IncludeUsage.Start..outline.IncludeUsage.End] : null);
        Assert.Equal(options, body[outline[RequestField.StreamOptions].Start..outline[RequestField.StreamOptions].End]);
        Assert.True(outline[RequestField.Seed].IsPresent);
    }

    [Theory]
    [InlineData("{\"model\":\"a\",\"mod\\u0065l\":\"b\"}", "duplicate_parameter", "model")]
    [InlineData("{\"\\u006d\\u006F\\u0064\\u0065\\u006C\":\"a\",\"model\":\"b\"}", "duplicate_parameter", "model")]
    [InlineData("{\"model\":\"a\",\"seed\":1,\"seed\":1}", "duplicate_parameter", "seed")]
    [InlineData("{\"stream\":true,\"stream\":false,\"model\":\"a\"}", "duplicate_parameter", "stream")]
    [InlineData("{\"stream_options\":null,\"stream_options\":{},\"model\":\"a\"}", "duplicate_parameter", "stream_options")]
    [InlineData("{}", "missing_required_parameter", "model")]
    [InlineData("{\"x\":{\"model\":\"a\"},\"Model\":\"a\",\"model \":\"a\"}", "missing_required_parameter", "model")]
    [InlineData("{\"model\":null}", "invalid_type", "model")]
    [InlineData("{\"model\":[\"a\"]}", "invalid_type", "model")]
    [InlineData("[{\"model\":\"a\"}]", "invalid_request_error", null)]
    [InlineData("\"model\"", "invalid_request_error", null)]
    [InlineData("", "invalid_json", null)]
    [InlineData(" \n ", "invalid_json", null)]
    [InlineData("{\"model\":\"a\"} x", "invalid_json", null)]
    [InlineData("{\"model\":\"a\"}{}", "invalid_json", null)]
    [InlineData("{\"model\":\"a\",}", "invalid_json", null)]
    [InlineData("{\"model\":\"a\" /* b */}", "invalid_json", null)]
    [InlineData("{\"model\":\"a\"", "invalid_json", null)]
    [InlineData("{\"stream_options\":{\"include_usage\"", "invalid_json", null)]
    public void Scan_UnreadableBody_NamesTheProblem(string body, string code, string? param)
    {
        var problem = Scan(body, out _);
        Assert.Equal((code, param), (problem?.Code, problem?.Param));
    }

    [Theory]
    [InlineData("{\"model\":\"secret\",\n \"a\":secret}", "line 2, byte 6")]
    [InlineData("{\"model\":\"secret\"} secret", "line 1, byte 20")]
    [InlineData("secret", "line 1, byte 1")]
    public void Scan_Malformed_SaysWhereAndQuotesNothing(string body, string place)
    {
        var message = Scan(body, out _)!.Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Scan_DeepNesting_IsAProblemAndNotAnException(string open, string close)
    {
        var body = $"{{\"model\":\"m\",\"x\":{Nest(200)}}}";
        Assert.Equal("invalid_json", Scan(body, out _)?.Code);
        Assert.Contains("128 levels", Scan(body, out _)!.Message, StringComparison.Ordinal);
        Assert.Null(Scan($"{{\"model\":\"m\",\"x\":{Nest(127)}}}", out _));

        string Nest(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("m\\ud800")]
    [InlineData("stream\\udc00\\ud800")]
    public void Scan_NameThatIsNoUnicodeText_IsAnUnknownField(string name)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"{{name}}":1,"stream_options":{"{{name}}":1},"model":"m"}""");
        Assert.Null(RequestScanner.Scan(new ReadOnlySequence<byte>(body), out _));
        Assert.Null(RequestScanner.Scan(Segments.Shred(body), out _));
    }

    [Fact]
    public void Scan_BodyCutAnywhere_GivesTheSameOutline() =>
        Body.Sample(
            static text =>
            {
                var body = Encoding.UTF8.GetBytes(text);
                var problem = RequestScanner.Scan(new ReadOnlySequence<byte>(body), out var outline);
                for (var cut = 0; cut <= body.Length; cut++)
                {
                    AssertSame(problem, outline, Segments.Cut(body, cut));
                }

                AssertSame(problem, outline, Segments.Shred(body));
            },
            iter: 500);

    [Fact]
    public void Scan_BodyCutShort_IsInvalidJson() =>
        Body.Where(static text => Scan(text, out _)?.Code != "duplicate_parameter").Sample(
            static text =>
            {
                var body = Encoding.UTF8.GetBytes(text);
                for (var length = 0; length < body.Length; length++)
                {
                    Assert.Equal("invalid_json", RequestScanner.Scan(Segments.Cut(body[..length], length / 2), out _)?.Code);
                }
            },
            iter: 300);

    private static void AssertSame(RequestProblem? problem, in RequestOutline outline, in ReadOnlySequence<byte> body)
    {
        Assert.Equal(problem, RequestScanner.Scan(body, out var other));
        Assert.Equal(Describe(outline), Describe(other));
    }

    private static string Describe(RequestOutline outline)
    {
        var fields = string.Join(' ', Enum.GetValues<RequestField>().Select(field => outline[field].ToString()));
        return $"{fields} {outline.ObjectStart} {outline.IsStream} {outline.HasModelText} {outline.IncludeUsage} {outline.IsUsageIncluded} {outline.IsStreamOptionsEmpty} {outline.IsStreamOptionsObject}";
    }

    private static RequestProblem? Scan(string body, out RequestOutline outline) =>
        RequestScanner.Scan(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), out outline);
}
