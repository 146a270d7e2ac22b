using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Documentation;

/// <summary><c>docs/reference/dialects.md</c> is written from the codecs and the golden requests; <c>dotnet dev.cs docs</c> rewrites it.</summary>
public sealed partial class DialectsPageTests
{
    private const string Unknown = "an_unknown_field";

    private static readonly Dictionary<Dialect, string> Names = new()
    {
        [Dialect.Chat] = "OpenAI Chat",
        [Dialect.Responses] = "OpenAI Responses",
        [Dialect.Messages] = "Anthropic Messages",
        [Dialect.Gemini] = "Gemini",
        [Dialect.Converse] = "Bedrock Converse",
    };

    [Fact]
    public void DialectsPage_IsWhatTheGoldensShow()
    {
        var page = Write();
        var path = PathOfPage();
        if (Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Write()
    {
        var page = new StringBuilder("# Dialects\n\nWritten from the code and the golden requests by `dotnet dev.cs docs`.\n\n## Pairs\n\nA client of a row, an upstream of a column.\n\n");
        Row(page, ["", .. Codecs.All.Select(static codec => Names[codec.Dialect])]);
        Row(page, Codecs.All.Select(static _ => "---").Prepend("---"));
        foreach (var client in Clients())
        {
            Row(page, Codecs.All.Select(upstream => upstream.Dialect == client ? "passes through" : "translated").Prepend(Names[client]));
        }

        page.Append("\nWhat passes through keeps its bytes, both ways. What is translated keeps the text of numbers and strings, the order of messages and tools, and each delta of a stream.\n");
        page.Append("\n## What is lost\n\nNamed in `x-fairlead-dropped-params` and in the record; refused with `x-fairlead-strict: true`. *Lost*: always. *At times*: it depends on the value or on other fields. ");
        page.Append("Fields that no dialect knows are lost in every translation.\n");
        foreach (var client in Clients())
        {
            WriteLosses(page, client);
        }

        page.Append("\n## Limits\n\n");
        foreach (var limit in DialectLimits.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"* {limit}\n");
        }

        return page.ToString();
    }

    private static void WriteLosses(StringBuilder page, Dialect client)
    {
        Dialect[] upstreams = [.. Codecs.All.Select(static codec => codec.Dialect).Where(upstream => upstream != client)];
        var account = upstreams.ToDictionary(static upstream => upstream, upstream => Account(client, upstream));
        page.Append(CultureInfo.InvariantCulture, $"\n### Clients of {Names[client]}\n\n");
        Row(page, ["field", .. upstreams.Select(static upstream => Names[upstream])]);
        Row(page, upstreams.Select(static _ => "---").Prepend("---"));
        foreach (var loss in account.Values.SelectMany(static lost => lost.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            Row(page, upstreams.Select(upstream => account[upstream].GetValueOrDefault(loss, "")).Prepend(loss));
        }
    }

    // How often a loss occurs among the cases that have the field; a part of a field is lost wherever it is found.
    private static Dictionary<string, string> Account(Dialect client, Dialect upstream)
    {
        var lost = new Dictionary<string, int>(StringComparer.Ordinal);
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, _, file) in GoldenFolder.Cases("requests").Where(entry => entry.Dialect == client))
        {
            var input = File.ReadAllBytes(file);
            foreach (var row in Translated.Request(input, client, upstream).Losses.Where(static loss => loss.Field != Unknown).Select(RowOf).Distinct())
            {
                lost[row] = lost.GetValueOrDefault(row) + 1;
            }

            Assert.True(JsonSlice.TryParse(input, out var body));
            foreach (var member in body.Members)
            {
                var row = $"`{member.Name.AsString()}`";
                given[row] = given.GetValueOrDefault(row) + (Defaults.IsDefault(member.Name, member.Value) ? 0 : 1);
            }
        }

        return lost.ToDictionary(static entry => entry.Key, entry => given.GetValueOrDefault(entry.Key) > entry.Value ? "at times" : "lost", StringComparer.Ordinal);
    }

    private static string RowOf(Loss loss) =>
        loss.Part is null ? $"`{loss.Field}`" : $"`{loss.Field}`: {Named().Replace(loss.Part, "")}".Replace("of type", "of another type", StringComparison.Ordinal);

    private static IEnumerable<Dialect> Clients() => Codecs.All.Where(static codec => codec.RequestReader is not null).Select(static codec => codec.Dialect);

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");

    private static string PathOfPage([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "reference", "dialects.md");

    // Which tool or type it was is the case's own.
    [GeneratedRegex("(?<= of type) [^ ]+| \"[^\"]+\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
