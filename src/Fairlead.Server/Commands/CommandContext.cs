using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary>What the verbs read configuration files with: what the server would, in this process's environment.</summary>
internal static class CommandContext
{
    private const string Prefix = "FAIRLEAD_";

    public static ConfigurationContext Of() => new(ServerApp.Sections, Environment.GetEnvironmentVariable, ServerApp.Formats, TimeProvider.System) { Overrides = Overrides() };

    /// <summary>The options that this process's environment sets.</summary>
    public static IReadOnlyDictionary<string, string?> Overrides() =>
        new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().AsEnumerable().ToDictionary(StringComparer.OrdinalIgnoreCase);
}
