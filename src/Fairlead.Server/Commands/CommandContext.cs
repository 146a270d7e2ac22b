using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary>What the verbs read configuration files with: what the server would, in this process's environment.</summary>
internal static class CommandContext
{
    public static ConfigurationContext Of() => new(ServerApp.Sections, Environment.GetEnvironmentVariable, ServerApp.Formats, TimeProvider.System);
}
