namespace Fairlead.Server.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Check_OfAGoodFile_EndsWith0()
    {
        var run = await CheckAsync("managed:\n  baseUrl: http://127.0.0.1:9100/v1\n  models:\n    - name: sim-small\noptions:\n  gateway:\n    connectTimeoutSeconds: 5\n");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains(file, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAMisspeltKey_NamesThePlaceAndTheRightKey()
    {
        var run = await CheckAsync("options:\n  gateway:\n    conectTimeoutSeconds: 5\n");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}:3:5: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("connectTimeoutSeconds", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfSeveralProblems_NamesThemAll()
    {
        var run = await CheckAsync("manged: {}\noptions:\n  gateway:\n    connectTimeoutSeconds: soon\n    idleTimeoutSeconds: 0\n");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            [$"{file}:1:1", $"{file}:4:5", $"{file}:5:5"],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[..line.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("managed: [", 2)]
    [InlineData("managed:\n\t- x\n", 2)]
    [InlineData("managed: 1\nmanaged: 2\n", 2)]
    [InlineData("- a list\n", 2)]
    [InlineData("", 0)]
    [InlineData("# nothing but words\n", 0)]
    public async Task Check_OfWhateverText_EndsInOrder(string text, int exitCode)
    {
        var run = await CheckAsync(text);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.True(exitCode == 0 || run.Error.StartsWith($"{file}:", StringComparison.Ordinal), run.Error);
    }

    private async Task<Executable.Finished> CheckAsync(string text)
    {
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return await Executable.RunAsync(["check", "--config", file]);
    }
}
