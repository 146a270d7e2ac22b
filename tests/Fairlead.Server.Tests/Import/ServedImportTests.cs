using System.Text.RegularExpressions;
using Fairlead.Server.Import;
using Fairlead.Server.Import.LiteLLM;

namespace Fairlead.Server.Tests.Import;

public sealed partial class ServedImportTests : IDisposable
{
    private const string Good = "model_list:\n  - model_name: a\n    litellm_params: {model: groq/llama, api_key: key}\n";

    private readonly ConfigurationFolder folder = new();

    public static TheoryData<string, string> Cases => ImportCases.All;

    public void Dispose() => folder.Dispose();

    /// <summary>What an importer writes, the checks take: but for keys, whose form is the vendor's.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_OfAnImporter_PassesTheChecks(string source, string page)
    {
        var text = DocumentWriter.Write(ImportCases.Convert(source).Document);
        foreach (Match reference in Variable().Matches(text))
        {
            folder.Environment[reference.Groups["name"].Value] = reference.Groups["name"].Value is var name && name.EndsWith("_BASE", StringComparison.Ordinal) || name.EndsWith("_ENDPOINT", StringComparison.Ordinal) ? "https://resource.openai.azure.com"
                : name.Contains("_REGION", StringComparison.Ordinal) ? "eu-west-1" : name.Contains("PROJECT", StringComparison.Ordinal) ? "project" : name is "TPM" or "WEIGHT" or "RETRIES" ? "3" : $"value-of-{name}";
        }

        var problems = folder.Read(text).Problems.Where(static problem => !problem.Path.EndsWith("privateKeySecretName", StringComparison.Ordinal)).ToList();

        Assert.True(problems.Count == 0, $"{page}: {string.Join("; ", problems)}");
    }

    [Fact]
    public void Row_ThatCannotBeServed_IsLeftOutWithAWarning()
    {
        var file = Read(Good + """
              - model_name: sage
                litellm_params: {model: sagemaker/jumpstart}
              - model_name: lost
                litellm_params: {model: openai/gpt-4o, litellm_credential_name: nobody}
            """);

        Assert.Empty(file.Problems);
        Assert.Equal(["a"], file.Declared!.Routes.Keys);
        Assert.Contains(file.Warnings, static warning => warning is { Line: 5, Path: "model_list[1].litellm_params.model" } && warning.Message.Contains("left out", StringComparison.Ordinal));
        Assert.Contains(file.Warnings, static warning => warning.Path == "model_list[2].litellm_params.litellm_credential_name");
    }

    [Fact]
    public void Model_OfTwoLetters_IsServed() =>
        Assert.Empty(Read("model_list:\n  - model_name: o1\n    litellm_params: {model: openai/o1, api_base: \"http://llm.example/v1\", api_key: key}\n").Problems);

    [Fact]
    public void Rows_ThatAllCannotBeServed_AreAProblem() =>
        Assert.Contains(Read("model_list:\n  - model_name: sage\n    litellm_params: {model: sagemaker/jumpstart}\n").Problems, static problem => problem.Path == "model_list[0].litellm_params.model");

    [Fact]
    public void Variables_OfTheEnvironment_AreReadWhereNumbersAndModelsAre()
    {
        folder.Environment["MODEL"] = "groq/llama";
        folder.Environment["RPM"] = "60";
        folder.Environment["CACHE"] = "true";

        var file = Read("""
            model_list:
              - model_name: a
                litellm_params: {model: os.environ/MODEL, api_key: key, rpm: os.environ/RPM}
            litellm_settings: {cache: os.environ/CACHE}
            """);

        Assert.Empty(file.Problems);
        var route = file.Declared!.Routes["a"];
        Assert.Equal(("llama", 60), (route.GetProperty("deployments")[0].GetProperty("model").GetString(), route.GetProperty("deployments")[0].GetProperty("rpm").GetInt32()));
        Assert.Equal(600, route.GetProperty("cache").GetProperty("seconds").GetInt32());
    }

    private Server.Platform.Configuration.ConfigurationFile Read(string text)
    {
        folder.Write(text);
        return folder.Read(new LiteLLMFormat());
    }

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Za-z0-9_-]+?)(:-[^}]*)?\}")]
    private static partial Regex Variable();
}
