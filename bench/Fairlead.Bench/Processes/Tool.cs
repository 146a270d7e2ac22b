namespace Fairlead.Bench.Processes;

/// <summary>A program the measurements need and the system provides.</summary>
internal static class Tool
{
    // Debian keeps nginx where only root's PATH looks.
    private static readonly string[] AlsoIn = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

    public static string Nginx => Find("nginx", "nginx-light");

    public static string Wrk => Find("wrk", "wrk");

    public static string Taskset => Find("taskset", "util-linux");

    private static string Find(string name, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(AlsoIn)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new UsageException($"{name} is missing. On Debian and Ubuntu: apt-get install {package}");
}
