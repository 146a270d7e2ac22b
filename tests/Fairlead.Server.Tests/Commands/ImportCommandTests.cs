namespace Fairlead.Server.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Good = "model_list:\n  - model_name: a\n    litellm_params: {model: groq/llama, api_key: os.environ/KEY}\ngeneral_settings: {master_key: sk-operator-0815}\n";

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Import_OfLiteLLMsFile_WritesTheDocumentAndSaysWhatIsLeftOut()
    {
        var file = await WriteAsync("config.yaml", Good);

        var run = await Executable.RunAsync(["import", "litellm", file]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("secrets:\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("preset: groq", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{file}:4:20: note: general_settings.master_key ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("0815", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithAnOutput_WritesThere()
    {
        var output = Path.Combine(folder, "fairlead.yaml");

        var run = await Executable.RunAsync(["import", "litellm", await WriteAsync("config.yaml", Good), "--output", output]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("routes:", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithAnInclude_ReadsItBesideTheFile()
    {
        await WriteAsync("models.yaml", Good);

        var run = await Executable.RunAsync(["import", "litellm", await WriteAsync("config.yaml", "include: [models.yaml]\nlitellm_settings: {num_retries: 1}\n")]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("preset: groq", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfPortkeysConfig_NamesTheRoute()
    {
        var file = await WriteAsync("config.json", """{"provider": "groq", "api_key": "gsk-0815", "override_params": {"model": "llama"}}""");

        var run = await Executable.RunAsync(["import", "portkey", file, "--name", "chat"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("routes:\n  chat:\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("litellm", "model_list:\n  - model_name: a\n    litellm_params: {model: nobody/m}\n", ":3:22: problem: ")]
    [InlineData("litellm", "model_list: [", ":2:1: problem: ")]
    [InlineData("bifrost", "[]", ":1:1: problem: the document must be a mapping")]
    public async Task Import_OfWhatCannotRun_EndsWith2AndNamesThePlace(string product, string text, string expected)
    {
        var file = await WriteAsync("config", text);

        var run = await Executable.RunAsync(["import", product, file]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file + expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAFileThatIsNotThere_EndsWith2() =>
        Assert.Equal(2, (await Executable.RunAsync(["import", "litellm", Path.Combine(folder, "lost.yaml")])).ExitCode);

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
