using System.Globalization;
using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>The bare forwarder, built beside this program in the same configuration.</summary>
internal static class ForwarderProcess
{
    private const string Assembly = "Fairlead.Bench.Forwarder";

    public static Target Start(Launcher launcher, Uri upstream, bool inline)
    {
        var port = FreePort.Next();
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = inline ? "1" : "0",
        };
        var process = launcher.Start(
            Core.Target, Executable(), ["--port", port.ToString(CultureInfo.InvariantCulture), "--upstream", upstream.AbsoluteUri], environment);
        return new(inline ? TargetName.InlineForwarder : TargetName.Forwarder, Loopback.At(port), Target.NoKey, process);
    }

    // artifacts/bin/<project>/<configuration>/: the two projects are neighbours, two levels up.
    private static string Executable()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(here.Parent!.Parent!.FullName, Assembly, here.Name, Assembly);
        return File.Exists(file) ? file : throw new UsageException($"{Assembly} is not built beside {here.FullName}: run with dotnet run.");
    }
}
