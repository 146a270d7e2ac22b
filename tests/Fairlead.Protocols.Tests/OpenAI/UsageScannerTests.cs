using System.Text;
using System.Text.Json;
using CsCheck;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class UsageScannerTests
{
    private static readonly Gen<string> Counts = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9], JsonTexts.Value, JsonTexts.Space).Select(static (input, cached, other, space) =>
        $"{{{space}\"prompt_tokens\"{space}:{space}{input},\"x\":{other},\"prompt_tokens_details\":{{\"cached_tokens\":{cached}}}{space},\"completion_tokens\":1}}");

    private static readonly Gen<string> Decoy = Counts.SelectMany(static counts => JsonTexts.Pick(
        counts, $"{{\"usage\":{counts}}}", $"[\"usage\",{counts}]", JsonSerializer.Serialize($"\"usage\":{counts}"), "\"usage\"", "null", "{}"));

    private static readonly Gen<(string Name, string Value, string Space)> Member = Gen.Select(
        Gen.OneOf(JsonTexts.Text, JsonTexts.Pick("\"choices\"", "\"usag\"", "\"usage_\"", "\"Usage\"", "\"\\\"usage\"", "\"usage\\n\"")).Where(static name => name != "\"usage\""),
        Gen.OneOf(JsonTexts.Value, Decoy),
        JsonTexts.Space);

    private static readonly Gen<string> Answer = Gen.Select(
        Member.Array[0, 5],
        Gen.Int[0, 5],
        Gen.OneOf(Counts, Counts, Decoy),
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))),
        JsonTexts.Space)
        .Select(static (members, at, usage, hasUsage, space) =>
        {
            var all = members.ToList();
            if (hasUsage)
            {
                all.Insert(Math.Min(at, all.Count), ("\"usage\"", usage, space));
            }

            return space + JsonTexts.Object(all) + space;
        });

    [Fact]
    public void Scan_AnswerCutAnywhere_FindsTheTopLevelUsage() =>
        Answer.Sample(
            static text =>
            {
                var answer = Encoding.UTF8.GetBytes(text);
                var expected = Reference(answer);
                Assert.Equal(expected, Scan(answer, answer.Length));
                Assert.Equal(expected, Scan(answer, 1));
                Assert.Equal(expected, Scan(answer, 7));
                for (var cut = 0; cut <= answer.Length; cut++)
                {
                    var scanner = new UsageScanner();
                    scanner.Scan(answer.AsSpan(..cut));
                    scanner.Scan(answer.AsSpan(cut..));
                    Assert.Equal(expected, scanner.Usage);
                }
            },
            iter: 200);

    [Theory]
    [InlineData("[\"usage\",{\"prompt_tokens\":1}]")]
    [InlineData("[{\"usage\":{\"prompt_tokens\":1}}]")]
    [InlineData("{\"a\":\"usage\",\"b\":{\"prompt_tokens\":1}}")]
    [InlineData("{\"usage\":[{\"prompt_tokens\":1}]}")]
    [InlineData("{\"usage\":null,\"b\":{\"prompt_tokens\":1}}")]
    [InlineData("{\"usage\":\"usage\",\"b\":{\"prompt_tokens\":1}}")]
    [InlineData("{\"usage\":{\"prompt_tokens\":1")]
    public void Scan_NoUsageAtTheTop_FindsNone(string text) =>
        Assert.All(Enumerable.Range(1, text.Length), size => Assert.Null(Scan(Encoding.UTF8.GetBytes(text), size)));

    [Fact]
    public void Scan_HugeStrings_ArePassedOver()
    {
        var huge = string.Concat(Enumerable.Repeat("\\\"usage\\\":{\\\\", 20_000));
        var answer = Encoding.UTF8.GetBytes($$"""{"a":"{{huge}}","usage":{"prompt_tokens":5},"{{huge}}":["{{huge}}"]}""");
        Assert.All([1, 3, 4096, answer.Length], size => Assert.Equal(new Usage(5, 0, 0, 0), Scan(answer, size)));
    }

    [Theory]
    [InlineData("{\"x\":\"SPACE\",\"prompt_tokens\":5}")]
    [InlineData("{\"prompt_tokens\":5,SPACE\"completion_tokens\":5}")]
    [InlineData("{\"prompt_tokens\":SPACE5,\"completion_tokens\":5}")]
    public void Scan_UsageLongerThanItsBound_FindsNone(string usage)
    {
        foreach (var length in Enumerable.Range(4040, 60))
        {
            var answer = Encoding.UTF8.GetBytes($"{{\"usage\":{usage.Replace("SPACE", new string(' ', length), StringComparison.Ordinal)}}}");
            var expected = answer.Length - "{\"usage\":}".Length <= 4096 ? Reference(answer) : null;
            Assert.All([1, 2, 10, 100, answer.Length], size => Assert.Equal(expected, Scan(answer, size)));
        }
    }

    // The bound falls into the digits: a scanner that went on after a lost piece would read the rest of them as the count.
    [Fact]
    public void Scan_BoundWithinANumber_FindsNone()
    {
        var head = $"{{\"usage\":{{\"x\":\"{new string('x', 4064)}\",\"prompt_tokens\":";
        var answer = Encoding.UTF8.GetBytes(head + "12345678906}}");
        for (var cut = 0; cut < 11; cut++)
        {
            var scanner = new UsageScanner();
            scanner.Scan(answer.AsSpan(..head.Length));
            scanner.Scan(answer.AsSpan(head.Length, cut));
            scanner.Scan(answer.AsSpan(head.Length + cut));
            Assert.Null(scanner.Usage);
        }
    }

    [Fact]
    public void Scan_AnythingAtAll_NeverThrows() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 200],
            JsonTexts.Pick("{", "}", "[", "]", "\"usage\"", ":", "\"", "\\", "{\"prompt_tokens\":1", " ", "null", "\\ud800").Array[0, 30]
                .Select(static parts => Encoding.UTF8.GetBytes(string.Concat(parts))))
            .Sample(static bytes => Assert.Equal(Scan(bytes, 1), Scan(bytes, Math.Max(1, bytes.Length))), iter: 5_000);

    private static Usage? Scan(byte[] answer, int size)
    {
        var scanner = new UsageScanner();
        foreach (var piece in answer.Chunk(size))
        {
            scanner.Scan(piece);
        }

        return scanner.Usage;
    }

    private static Usage? Reference(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("prompt_tokens", out var input)
            ? new Usage(
                input.GetInt64(),
                usage.TryGetProperty("completion_tokens", out var output) ? output.GetInt64() : 0,
                usage.TryGetProperty("prompt_tokens_details", out var details) ? details.GetProperty("cached_tokens").GetInt64() : 0,
                0)
            : null;
    }
}
