using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>The executable to measure: the one given, or one published now from this repository as a release is.</summary>
internal sealed class FairleadBuild(Launcher launcher, string? given)
{
    private string? executable;

    public async Task<string> GetAsync(CancellationToken cancellationToken) => executable ??= given switch
    {
        null => await PublishAsync(cancellationToken),
        _ when File.Exists(given) => Path.GetFullPath(given),
        _ when File.Exists(Path.Combine(given, "fairlead")) => Path.GetFullPath(Path.Combine(given, "fairlead")),
        _ => throw new UsageException($"--fairlead {given}: no executable there, nor a folder with one named fairlead."),
    };

    private async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("publishing src/Fairlead.Server");
        var output = launcher.MakeFolder("publish");
        // Build servers would outlive this run, and sit on the cores that are measured.
        string[] arguments =
        [
            "publish", Path.Combine(Root(), "src", "Fairlead.Server"), "--configuration", "Release", "--output", output,
            "--disable-build-servers", "-nodeReuse:false",
        ];
        await launcher.RunAsync(Core.Target, "dotnet", arguments, environment: null, cancellationToken);
        return Path.Combine(output, "fairlead");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fairlead.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new UsageException("Not inside the repository: give --fairlead PATH.");
    }
}
