using System.Text.Json.Nodes;
using CsCheck;
using Fairlead.Server.Import;

namespace Fairlead.Server.Tests.Import;

public sealed class DocumentWriterTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("1e5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("a: b # c")]
    [InlineData("<<")]
    [InlineData("*")]
    [InlineData("&x")]
    [InlineData("line\nline\r\n\ttab")]
    [InlineData("${NAME:-x}")]
    [InlineData("NaN")]
    [InlineData("déjà vu \u2028 \u0001")]
    public void Text_WrittenAndRead_IsTheSame(string text) => AssertSame(new JsonObject { [text.Length == 0 ? "empty" : text] = text, ["list"] = new JsonArray(text, text) });

    [Fact]
    public void Text_Arbitrary_WrittenAndReadIsTheSame() =>
        Gen.Select(Gen.String[Gen.Char['\u0001', '\u04ff'], 1, 20], Gen.String[Gen.Char['\u0001', '\u04ff'], 0, 200]).Sample((name, value) => AssertSame(new JsonObject { [name] = new JsonObject { ["value"] = value } }), iter: 2000, threads: 1);

    [Fact]
    public void Numbers_WrittenAndRead_AreTheSame() =>
        AssertSame(new JsonObject { ["whole"] = 4096L, ["price"] = 0.15, ["off"] = false, ["nothing"] = null, ["empty"] = new JsonObject(), ["none"] = new JsonArray() });

    private static void AssertSame(JsonObject document)
    {
        var text = DocumentWriter.Write(document);

        Assert.True(JsonNode.DeepEquals(document, SourceDocument.Parse("written", text).Root), text);
    }
}
