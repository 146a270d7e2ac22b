using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Platform.Http;

/// <summary>What is wrong with a configuration, for programs.</summary>
internal sealed record ConfigurationDetails(IReadOnlyList<ConfigurationProblem> Problems);
