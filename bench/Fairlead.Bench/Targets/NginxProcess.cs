using System.Globalization;
using Fairlead.Bench.Load;
using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>nginx, as the upstream or as the plain proxy before one; the .conf files say why they are as they are.</summary>
internal static class NginxProcess
{
    public static Target StartUpstream(Launcher launcher) => Start(launcher, TargetName.Upstream, Core.Load, "upstream.nginx.conf", []);

    /// <param name="launcher">Starts it.</param>
    /// <param name="upstream">Where it sends everything.</param>
    /// <param name="buffering">Off for streams.</param>
    public static Target StartProxy(Launcher launcher, Uri upstream, bool buffering) => Start(
        launcher, TargetName.Nginx, Core.Target, "proxy.nginx.conf",
        new() { ["@UPSTREAM@"] = upstream.Authority, ["@BUFFERING@"] = buffering ? "on" : "off" });

    private static Target Start(Launcher launcher, string name, Core core, string template, Dictionary<string, string> values)
    {
        var port = FreePort.Next();
        var folder = launcher.MakeFolder(name);
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var configuration = Path.Combine(folder, "nginx.conf");
        values["@PORT@"] = port.ToString(CultureInfo.InvariantCulture);
        values["@FOLDER@"] = folder;
        values["@ANSWER@"] = Payload.ChatAnswer;
        File.WriteAllText(configuration, values.Aggregate(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", template)),
            (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal)));
        var process = launcher.Start(core, Tool.Nginx, ["-p", folder, "-c", configuration, "-g", "daemon off;"]);
        return new(name, Loopback.At(port), Target.NoKey, process);
    }
}
