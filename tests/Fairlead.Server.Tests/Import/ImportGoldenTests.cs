using System.Text.Json.Nodes;
using Fairlead.Server.Import;

namespace Fairlead.Server.Tests.Import;

public sealed class ImportGoldenTests
{
    public static TheoryData<string, string> Cases => ImportCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Source_Converted_IsTheGoldenDocument(string source, string page)
    {
        var result = ImportCases.Convert(source);

        Assert.StartsWith("https://", page, StringComparison.Ordinal);
        ImportCases.Check(source, ".fairlead.yaml", DocumentWriter.Write(result.Document));
        ImportCases.Check(source, ".notes.txt", string.Concat(result.Notes.Select(static note => note + "\n")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_WrittenAndRead_IsTheSame(string source, string page)
    {
        var document = ImportCases.Convert(source).Document;

        var read = SourceDocument.Parse(source, DocumentWriter.Write(document)).Root;

        Assert.True(JsonNode.DeepEquals(document, read), page);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Note_HoldsNoSecret(string source, string page)
    {
        var result = ImportCases.Convert(source);
        var notes = string.Join('\n', result.Notes);

        Assert.DoesNotContain("0815", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ0", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("MIIexample", notes, StringComparison.Ordinal);
        Assert.NotEmpty(page);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_EachDeployment_IsLocatedInTheSource(string source, string page)
    {
        var result = ImportCases.Convert(source);
        var lines = ImportCases.Read(source).Count(static character => character == '\n') + 1;

        var places = (result.Document["routes"]?.AsObject() ?? []).Select(route => result.Locate($"routes[\"{route.Key}\"].deployments[0].provider")).ToList();
        Assert.All(places, place => Assert.True(place.File == source && place.Line >= 1 && place.Line <= lines, page));
    }
}
