using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Shows which configuration is in force, and what is wrong with the file.</summary>
internal static class GetConfiguration
{
    public static IResult Endpoint(Declared declared, ConfigurationStatus status, ConfigurationReload reload)
    {
        var configuration = declared.Current;
        var condition = status.Current;
        return TypedResults.Json(
            new Reply(true, new Shown(
                condition.State,
                configuration.File,
                configuration.File is null ? null : configuration.LoadedAt,
                [.. reload.Sources?.Files ?? []],
                condition.Since,
                condition.Problems,
                ConfigurationDifference.Options(declared.Options, configuration.Options))),
            Wire.Options);
    }

    internal sealed record Reply(bool Ok, Shown Result);

    /// <summary>The configuration's condition.</summary>
    internal sealed record Shown(
        string State,
        string? File,
        DateTimeOffset? LoadedAt,
        IReadOnlyList<string> Files,
        DateTimeOffset? Since,
        IReadOnlyList<ConfigurationProblem> Problems,
        IReadOnlyList<FieldChange> Restart);
}
