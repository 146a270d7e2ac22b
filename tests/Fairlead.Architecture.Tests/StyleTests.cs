using System.Text.RegularExpressions;

namespace Fairlead.Architecture.Tests;

public sealed partial class StyleTests
{
    private static readonly string[] ForbiddenFolders = ["Models", "Services", "Helpers", "Utils", "Utilities", "Managers", "Extensions", "Common", "Misc"];

    [Fact]
    public void Folders_AreNamedByCapability()
    {
        var offences = Repository.SourceFiles("src").Where(static path => path.Split(Path.DirectorySeparatorChar).Intersect(ForbiddenFolders, StringComparer.Ordinal).Any());

        Assert.Empty(offences);
    }

    [Fact]
    public void Types_HaveNoEmptyNames()
    {
        var offences = from assembly in new[] { House.Protocols, House.Gateway, House.Server, House.Simulator }
                       from type in assembly.GetTypes()
                       where type.Namespace?.StartsWith("Fairlead", StringComparison.Ordinal) == true && EmptyName().IsMatch(type.Name)
                       select type.FullName;

        Assert.Empty(offences);
    }

    [Fact]
    public void Types_AreSealedUnlessSomethingDerives()
    {
        var types = new[] { House.Protocols, House.Gateway, House.Server, House.Simulator }.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Namespace?.StartsWith("Fairlead", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal)).ToList();
        var bases = types.Select(static type => type.BaseType).ToHashSet();

        var open = types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type)).Select(static type => type.FullName);

        Assert.Empty(open);
    }

    [Fact]
    public void Files_AreShort()
    {
        var lengths = Repository.SourceFiles("src").Select(static path => (Path: path, Lines: Repository.Read(path).Count(static character => character == '\n'))).OrderBy(static file => file.Lines).ToList();

        var tooLong = lengths.Where(static file => file.Lines > 400);
        Assert.Empty(tooLong);
        Assert.InRange(lengths[lengths.Count / 2].Lines, 1, 60);
        Assert.InRange(lengths[lengths.Count * 9 / 10].Lines, 1, 200);
    }

    [Fact]
    public void Source_HasNoUnfinishedMarks() => AssertNowhere("src", UnfinishedMark());

    [Fact]
    public void Source_HasNoRegions() => AssertNowhere("src", Region());

    [Fact]
    public void Tests_DoNotWaitOnTheClock() => AssertNowhere("tests", Sleep());

    [Fact]
    public void Tests_AreNotSkipped() => AssertNowhere("tests", Skip());

    private static void AssertNowhere(string folder, Regex pattern)
    {
        var offences = Repository.SourceFiles(folder).Where(static path => !path.EndsWith(nameof(StyleTests) + ".cs", StringComparison.Ordinal)).Where(path => pattern.IsMatch(Repository.Read(path)));

        Assert.Empty(offences);
    }

    [GeneratedRegex("(Manager|Helper|Util|Utils|Processor|Impl|Base)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\[(Fact|Theory)\(Skip")]
    private static partial Regex Skip();
}
