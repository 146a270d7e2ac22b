using System.Buffers;
using System.Text;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class RequestOutlineTests
{
    [Theory]
    [InlineData("gpt-4o", "gpt-4o")]
    [InlineData("", "")]
    [InlineData("a\\/b\\u0021\\n", "a/b!\n")]
    [InlineData("é\\ud83d\\ude00😀", "é😀😀")]
    public void CopyModel_Name_IsUnescaped(string json, string expected) => AssertModel(json, expected);

    [Theory]
    [InlineData("a", 512, 512)]
    [InlineData("a", 513, 0)]
    [InlineData("\\u0061", 512, 512)]
    [InlineData("\\u0061", 513, 0)]
    [InlineData("模", 512, 512)]
    [InlineData("模", 513, 0)]
    [InlineData("😀", 256, 512)]
    [InlineData("😀", 257, 0)]
    public void CopyModel_LongName_CountsUtf16Units(string unit, int count, int expected)
    {
        var json = string.Concat(Enumerable.Repeat(unit, count));
        AssertModel(json, expected == 0 ? "" : json.Replace("\\u0061", "a", StringComparison.Ordinal));
    }

    [Fact]
    public void CopyModel_NoUnicodeText_NamesNoModel() => AssertModel("half \\ud800", "");

    private static void AssertModel(string json, string expected)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"x":1, "model": "{{json}}" }""");
        foreach (var sequence in new[] { new ReadOnlySequence<byte>(body), Segments.Shred(body), Segments.Cut(body, body.Length / 2) })
        {
            Assert.Null(RequestScanner.Scan(sequence, out var outline));
            var name = new char[RequestOutline.MaxModelLength];
            Assert.Equal(expected, new string(name, 0, outline.CopyModel(sequence, name)));
        }
    }
}
