using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Features.Configuration;

/// <summary>What the start read: where from, and with which warnings.</summary>
internal sealed record StartFile(ConfigurationSources? Sources, IReadOnlyList<ConfigurationProblem> Warnings);
