using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>Fairlead as a user runs it: its own process, its own data folder, the administrator's credentials in the environment.</summary>
internal static class FairleadProcess
{
    public const string ClientId = "bench-admin";

    public const string ClientSecret = "bench-admin-secret-0123456789abcdef";

    /// <summary>Starts it on <paramref name="data"/> and returns at once; see <see cref="Readiness"/>.</summary>
    public static (ChildProcess Process, Uri Address) Launch(Launcher launcher, string executable, string data)
    {
        var address = Loopback.At(FreePort.Next());
        var environment = new Dictionary<string, string>
        {
            ["FAIRLEAD_ADMIN_CLIENT_ID"] = ClientId,
            ["FAIRLEAD_ADMIN_CLIENT_SECRET"] = ClientSecret,
        };
        var url = address.GetLeftPart(UriPartial.Authority);
        return (launcher.Start(Core.Target, executable, ["serve", "--urls", url, "--data", data], environment), address);
    }

    /// <summary>Starts it on an empty store, connects <paramref name="upstream"/> and makes the key that clients present.</summary>
    public static async Task<Target> StartAsync(Launcher launcher, string executable, Uri upstream, CancellationToken cancellationToken)
    {
        var (process, address) = Launch(launcher, executable, launcher.MakeFolder("data"));
        try
        {
            await Readiness.AnswersAsync(process, new Uri(address, "/health/ready"), cancellationToken);
            using var setup = new FairleadSetup(address);
            return new(TargetName.Fairlead, address, await setup.ConnectAsync(upstream, cancellationToken), process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
