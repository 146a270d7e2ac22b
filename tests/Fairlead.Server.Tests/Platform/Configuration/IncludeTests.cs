namespace Fairlead.Server.Tests.Platform.Configuration;

public sealed class IncludeTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Include_OfFilesAndPatterns_JoinsTheirParts()
    {
        folder.Write("providers/a.yaml", "providers:\n  a: {type: openai-compatible, config: {baseUrl: 'http://a/v1', models: [{name: one}]}}\n");
        folder.Write("providers/b.yaml", "providers:\n  b: {type: openai-compatible, config: {baseUrl: 'http://b/v1', models: [{name: two}]}}\ninclude: [../deeper.yaml]\n");
        folder.Write("deeper.yaml", "options: {gateway: {idleTimeoutSeconds: 7}}\n");

        var file = folder.Read("include: [providers/*.yaml]\noptions: {gateway: {connectTimeoutSeconds: 3}, invocations: {retentionDays: 2}}\n");

        Assert.Empty(file.Problems);
        Assert.Equal(["a", "b"], file.Declared!.Providers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["gateway:connectTimeoutSeconds", "gateway:idleTimeoutSeconds", "invocations:retentionDays"], file.Declared.Options.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(4, file.Sources.Files.Count);
    }

    [Fact]
    public void Include_OfAFileWithProblems_NamesThatFile()
    {
        folder.Write("other.yaml", "# first\nproviders:\n  a:\n    type: openai\n    config:\n      apiKeySecretNam: K\n");

        var problem = Assert.Single(folder.Read("include: [other.yaml]\n").Problems);

        Assert.Equal((folder.PathOf("other.yaml"), 6L, 7L), (problem.File, problem.Line, problem.Column));
        Assert.Contains("did you mean 'apiKeySecretName'?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_OfWhatIsDeclaredAlready_NamesBothPlaces()
    {
        folder.Write("other.yaml", "secrets:\n  A: one\n  B: two\ndefaults: {provider: x}\n");

        var problems = folder.Read("include: [other.yaml]\nsecrets:\n  B: three\ndefaults: {provider: y}\n").Problems;

        Assert.Equal([$"{folder.PathOf("other.yaml")}:3:3", $"{folder.PathOf("other.yaml")}:4:1"], problems.Select(static problem => problem.ToString().Split(": ")[0]));
        Assert.EndsWith($"is declared already, at {folder.Path}:3:3", problems[0].Message, StringComparison.Ordinal);
        Assert.All(problems, static problem => Assert.DoesNotContain("two", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Include_OfNothingOrOfItself_IsAProblemWhereItIsAsked()
    {
        folder.Write("loop.yaml", "include: [fairlead.yaml]\n");

        var problems = folder.Read("include:\n  - absent.yaml\n  - loop.yaml\n").Problems;

        Assert.Equal([$"{folder.Path}:2:5", $"{folder.PathOf("loop.yaml")}:1:11"], problems.Select(static problem => problem.ToString().Split(": ")[0]));
        Assert.Contains("leads back", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_WhenAFileIsAddedToAPattern_AreOthers()
    {
        folder.Write("parts/a.yaml", "secrets: {A: one}\n");
        var sources = folder.Read("include: [parts/*.yaml]\n").Sources;
        Assert.Equal(sources.Fingerprint, sources.CurrentFingerprint());

        folder.Write("parts/b.yaml", "secrets: {B: two}\n");

        Assert.NotEqual(sources.Fingerprint, sources.CurrentFingerprint());
    }

    [Fact]
    public void Sources_WhenALinkedFolderIsSwapped_AreOthers()
    {
        folder.Write("v1/fairlead.yaml", "secrets: {A: one}\n");
        folder.Write("v2/fairlead.yaml", "secrets: {A: two}\n");
        Directory.CreateSymbolicLink(folder.PathOf("..data"), "v1");
        File.CreateSymbolicLink(folder.Path, "..data/fairlead.yaml");
        var sources = folder.Read().Sources;
        Assert.Equal(sources.Fingerprint, sources.CurrentFingerprint());

        Directory.CreateSymbolicLink(folder.PathOf("..data_tmp"), "v2");
        Directory.Delete(folder.PathOf("..data"));
        Directory.Move(folder.PathOf("..data_tmp"), folder.PathOf("..data"));

        Assert.NotEqual(sources.Fingerprint, sources.CurrentFingerprint());
    }
}
