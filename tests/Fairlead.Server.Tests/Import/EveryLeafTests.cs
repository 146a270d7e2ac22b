using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Import;

namespace Fairlead.Server.Tests.Import;

public sealed class EveryLeafTests
{
    // Said of a mapping because of what is not in it, and not of all that is.
    private static readonly string[] Remarks = ["has no key", "names no", "names credentials", "says no", "has fallbacks"];

    public static TheoryData<string, string> Cases => ImportCases.All;

    /// <summary>Nothing is ignored silently: each value of a source changes what comes out, or a note speaks of it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Leaf_OfASource_MattersOrIsNoted(string source, string page)
    {
        var document = SourceDocument.Parse(source, ImportCases.Read(source));
        var before = ImportCases.Convert(source, document);
        var outcome = Outcome(before);
        var spoken = before.Notes.Where(static note => note.Path.Length > 0 && (note.Message.EndsWith("left out", StringComparison.Ordinal) || !Remarks.Any(remark => note.Message.StartsWith(remark, StringComparison.Ordinal)))).Select(static note => note.Path).ToHashSet(StringComparer.Ordinal);

        var silent = new List<string>();
        foreach (var (path, leaf) in Leaves(document.Root!, string.Empty).ToList())
        {
            if (!before.Notes.Any(note => note.Path == path) && !spoken.Any(above => path.StartsWith(above + ".", StringComparison.Ordinal) || path.StartsWith(above + "[", StringComparison.Ordinal)) && Outcome(Changed(source, document, leaf)) == outcome)
            {
                silent.Add(path);
            }
        }

        Assert.True(silent.Count == 0, $"{page}: {string.Join(", ", silent)}");
    }

    private static ImportResult Changed(string source, SourceDocument document, JsonValue leaf)
    {
        JsonNode other = leaf.GetValueKind() switch
        {
            JsonValueKind.String => JsonValue.Create(leaf.GetValue<string>() + "z"),
            JsonValueKind.Number => JsonValue.Create(decimal.Parse(leaf.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) * 2 + 1),
            _ => JsonValue.Create(leaf.GetValueKind() == JsonValueKind.False),
        };
        leaf.ReplaceWith(other);
        var result = ImportCases.Convert(source, document);
        other.ReplaceWith(leaf);
        return result;
    }

    private static string Outcome(ImportResult result) => result.Document.ToJsonString() + string.Join('\n', result.Notes);

    private static IEnumerable<(string Path, JsonValue Leaf)> Leaves(JsonNode node, string path) => node switch
    {
        JsonObject map => map.Where(static member => member.Value is not null).SelectMany(member => Leaves(member.Value!, Problem.Join(path, member.Key))),
        JsonArray list => list.SelectMany((item, index) => item is null ? [] : Leaves(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))),
        JsonValue leaf => [(path, leaf)],
        _ => [],
    };
}
