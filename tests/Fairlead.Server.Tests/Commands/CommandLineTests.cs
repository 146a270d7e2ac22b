using Fairlead.Server.Platform.Hosting;

namespace Fairlead.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_IsThatOfTheAssembly()
    {
        var run = await Executable.RunAsync(["--version"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(typeof(ServerSettings).Assembly.GetName().Version!.ToString(3), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "simulate", "check", "import", "rotate-key")]
    [InlineData("--urls", "--data", "--config", "--drain-delay-seconds", "--drain-seconds", "--log-format", "serve")]
    public async Task Help_NamesWhatThereIs(params string[] names)
    {
        var run = await Executable.RunAsync(names[^1] == "serve" ? ["serve", "--help"] : ["--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.All(names, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sevre")]
    [InlineData("serve", "--dta", "x")]
    [InlineData("serve", "--log-format", "xml")]
    [InlineData("serve", "--drain-seconds", "soon")]
    [InlineData("serve", "--drain-seconds", "-5")]
    [InlineData("serve", "--drain-seconds", "NaN")]
    [InlineData("serve", "--drain-seconds", "86401")]
    [InlineData("serve", "--drain-delay-seconds", "-0.1")]
    [InlineData("check")]
    [InlineData]
    public async Task Usage_ThatIsWrong_EndsWith2AndSaysWhatIsWrong(params string[] arguments)
    {
        var run = await Executable.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("fairlead --help", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Split('\n').Length >= 3, run.Error);
    }

    [Fact]
    public async Task Serve_WithAMissingConfiguration_EndsWith2AndNamesIt()
    {
        var run = await Executable.RunAsync(["serve", "--config", "no-such-file.yaml", "--data", "no-such-folder"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-file.yaml", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("no-such-folder"));
    }

    [Theory]
    [InlineData("me@p.iam.gserviceaccount.com=no-such-file.pem", "no-such-file.pem")]
    [InlineData("me@p.iam.gserviceaccount.com", "EMAIL=FILE")]
    public async Task Simulate_WithoutTheKeyOfAServiceAccount_EndsWith2AndSaysSo(string account, string said)
    {
        var run = await Executable.RunAsync(["simulate", "--urls", "http://127.0.0.1:0", "--google-service-account", account]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_WithABadScriptOfFaults_EndsWith2AndNamesFileAndMember()
    {
        var folder = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "faults.json");
            await File.WriteAllTextAsync(file, """{"rules":[{"fault":{"fail":{"status":200}}}]}""", TestContext.Current.CancellationToken);

            var run = await Executable.RunAsync(["simulate", "--urls", "http://127.0.0.1:0", "--faults", file]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"--faults: {file}: rules[0].fault.fail.status must be between 400 and 599", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
