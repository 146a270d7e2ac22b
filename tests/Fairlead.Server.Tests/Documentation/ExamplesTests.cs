using System.Diagnostics;
using System.Text.RegularExpressions;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Simulator;
using Fairlead.Simulator.Faults;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Documentation;

public sealed partial class ExamplesTests
{
    [Fact]
    public async Task Readme_FirstFiveMinutes_WorkAsTyped()
    {
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Urls = "http://127.0.0.1:0", ApiKey = "sk-litellm" }, TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(static settings => settings with { AdminClientId = "admin", AdminClientSecret = "choose-a-long-one" });
        var script = string.Join('\n', Blocks("README.md", "bash"))
            .Replace("http://127.0.0.1:4000/", server.BaseAddress.AbsoluteUri, StringComparison.Ordinal)
            .Replace("http://127.0.0.1:9100/v1", simulator.BaseAddress.AbsoluteUri, StringComparison.Ordinal);

        var output = await BashAsync("set -e\nexport FAIRLEAD_ADMIN_CLIENT_ID=admin FAIRLEAD_ADMIN_CLIENT_SECRET=choose-a-long-one\n" + script);

        Assert.Contains("\"secretName\":\"LITELLM_API_KEY\"", output, StringComparison.Ordinal);
        Assert.Contains("\"isValid\":true", output, StringComparison.Ordinal);
        Assert.Contains("event: done", output, StringComparison.Ordinal);
        Assert.Contains("data: [DONE]", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ok\":false", output, StringComparison.Ordinal);
    }

    [Fact]
    public void OperatingGuide_ConfigurationFile_HasNoProblems()
    {
        var path = Path.GetTempFileName();
        foreach (var block in Blocks("docs/operating.md", "yaml"))
        {
            File.WriteAllText(path, block);

            var file = ConfigurationFile.Read(path, new ConfigurationContext(ServerApp.Sections, static _ => "value", [], TimeProvider.System));

            Assert.Empty(file.Problems);
            Assert.NotNull(file.Declared);
        }

        File.Delete(path);
    }

    [Fact]
    public void SimulatorsReadme_ScriptOfFaults_IsRead() =>
        Assert.Equal(4, FaultScript.Parse(Assert.Single(Blocks("src/Fairlead.Simulator/README.md", "json"))).Rules.Count);

    [Fact]
    public void OperatingGuide_OptionsTable_HasEveryOptionWithItsDefault()
    {
        var guide = File.ReadAllText(Checkout.PathOf("docs/operating.md"));
        foreach (var (section, type) in ServerApp.Sections)
        {
            foreach (var property in type.GetProperties())
            {
                var name = $"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}";
                Assert.Matches($"`({section.ToLowerInvariant()})?\\.{name}`", guide);
            }
        }
    }

    internal static IEnumerable<string> Blocks(string path, string language) =>
        Block().Matches(File.ReadAllText(Checkout.PathOf(path))).Where(match => match.Groups["language"].Value == language).Select(static match => match.Groups["text"].Value);

    internal static async Task<string> BashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
        return output;
    }

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
