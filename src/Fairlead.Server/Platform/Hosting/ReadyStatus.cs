using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Platform.Hosting;

/// <summary>That the server takes requests, and under which configuration: open to everyone, so it counts problems and names none.</summary>
internal sealed record ReadyStatus(string Status, ReadyStatus.Details? Configuration)
{
    public static ReadyStatus Of(ConfigurationCondition condition) => new(
        "ready", condition.State == ConfigurationCondition.None ? null : new Details(condition.State, condition.Problems.Count == 0 ? null : condition.Problems.Count, condition.Since));

    /// <summary>The configuration's condition.</summary>
    internal sealed record Details(string State, int? Problems, DateTimeOffset? Since);
}
