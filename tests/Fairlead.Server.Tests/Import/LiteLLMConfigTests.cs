using Fairlead.Server.Import;
using Fairlead.Server.Import.LiteLLM;

namespace Fairlead.Server.Tests.Import;

public sealed class LiteLLMConfigTests
{
    private const string Minimal = "model_list:\n  - model_name: a\n    litellm_params: {model: groq/llama, api_key: os.environ/KEY}\n";

    [Theory]
    [InlineData("model_list: []", true)]
    [InlineData("include: [models.yaml]\nlitellm_settings: {callbacks: [prometheus]}", true)]
    [InlineData("routes: {}\nproviders: {}", false)]
    [InlineData("include: [models.yaml]", false)]
    [InlineData("- model_list", false)]
    public void Document_IsRecognized_ByItsSections(string text, bool expected) => Assert.Equal(expected, LiteLLMConfig.Recognizes(SourceDocument.Parse("f", text).Root));

    [Fact]
    public void Setting_InBothSections_IsTheRouters()
    {
        var result = Convert(Minimal + "router_settings: {num_retries: 1}\nlitellm_settings: {num_retries: 4}\n");

        Assert.Equal(1, (int)result.Document["options"]!["routing"]!["retries"]!);
        Assert.Contains(result.Notes, static note => note.Path == "litellm_settings.num_retries" && note.Message.Contains("router_settings.num_retries wins", StringComparison.Ordinal));
    }

    [Fact]
    public void Provider_ThatIsUnknown_IsAProblemAtItsLine()
    {
        var result = Convert(Minimal + "  - model_name: b\n    litellm_params:\n      model: sagemaker/thing\n");

        Assert.False(result.IsRunnable);
        var problem = Assert.Single(result.Notes, static note => note.Path == "model_list[1].litellm_params.model");
        Assert.Equal((ImportSeverity.Problem, 6L, 7L), (problem.Severity, problem.Position.Line, problem.Position.Column));
        Assert.Contains("sagemaker", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], result.Document["routes"]!.AsObject().Select(static route => route.Key));
    }

    [Fact]
    public void Include_OfAFile_ExtendsListsAndIsLocatedInIt()
    {
        const string Included = "model_list:\n  - model_name: b\n    litellm_params: {model: nowhere/model}\nlitellm_settings: {num_retries: 7}\n";

        var result = LiteLLMConfig.Convert(SourceDocument.Parse("parent.yaml", "include: [child.yaml]\n" + Minimal + "litellm_settings: {num_retries: 1}\n"), static path => SourceDocument.Parse(path, Included));

        Assert.Equal(7, (int)result.Document["options"]!["routing"]!["retries"]!);
        Assert.Contains(result.Notes, static note => note.Position is { File: "child.yaml", Line: 3 } && note.Severity == ImportSeverity.Problem);
        Assert.Contains(result.Notes, static note => note.Position.File == "parent.yaml" && note.Path == "litellm_settings");
        Assert.Equal("parent.yaml", result.Locate("routes.a.deployments[0].model").File);
    }

    [Fact]
    public void Include_OfAFileThatIsNotThere_IsAProblem()
    {
        var result = LiteLLMConfig.Convert(SourceDocument.Parse("f", "include: lost.yaml\n" + Minimal), static _ => throw new FileNotFoundException("no such file"));

        Assert.Contains(result.Notes, static note => note is { Severity: ImportSeverity.Problem, Path: "include" } && note.Message.Contains("no such file", StringComparison.Ordinal));
    }

    [Fact]
    public void MasterKey_ThatIsAbsent_IsNoted() => Assert.Contains(Convert(Minimal).Notes, static note => note.Path.Length == 0 && note.Message.Contains("master_key", StringComparison.Ordinal));

    [Fact]
    public void Dollars_InLiterals_AreEscaped()
    {
        var result = Convert("model_list:\n  - model_name: a\n    litellm_params: {model: groq/llama, api_key: 'x${HOME}y'}\n");

        Assert.Equal("x$${HOME}y", (string?)result.Document["secrets"]!["GROQ_API_KEY"]);
    }

    [Fact]
    public void Keys_ThatDiffer_MakeProvidersOfTheirOwn()
    {
        var result = Convert(Minimal + "  - model_name: b\n    litellm_params: {model: groq/other, api_key: os.environ/KEY}\n  - model_name: c\n    litellm_params: {model: groq/llama, api_key: os.environ/KEY_2}\n");

        Assert.Equal(["groq", "groq-2"], result.Document["providers"]!.AsObject().Select(static provider => provider.Key));
        Assert.Equal(["llama", "other"], result.Document["providers"]!["groq"]!["config"]!["models"]!.AsArray().Select(static model => (string?)model!["name"]));
    }

    [Fact]
    public void Locate_OfAMissingPath_IsItsNearestParent()
    {
        var result = Convert(Minimal);

        Assert.Equal(2, result.Locate("routes.a.deployments[0].nothing").Line);
        Assert.Equal(1, result.Locate("nothing.at.all").Line);
    }

    private static ImportResult Convert(string text) => LiteLLMConfig.Convert(SourceDocument.Parse("config.yaml", text));
}
