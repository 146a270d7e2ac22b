using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Reads the configuration file again and puts it in force, one reload at a time. A file that cannot be used changes nothing.</summary>
internal sealed partial class ConfigurationReload(
    ServerSettings settings, ConfigurationContext context, Declared declared, IDeclarations declarations, ConfigurationStatus status, StartFile start, ILogger<ConfigurationReload> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile ConfigurationSources? sources = start.Sources;

    /// <summary>The files that were read last; null when there is no configuration.</summary>
    public ConfigurationSources? Sources => sources;

    /// <summary>Says what the start found.</summary>
    public void Started(IReadOnlyList<ConfigurationProblem> lacking, IReadOnlyList<string> shadowed)
    {
        foreach (var problem in lacking)
        {
            LogLacking(logger, problem);
        }

        foreach (var warning in start.Warnings)
        {
            LogWarning(logger, warning);
        }

        Say(shadowed);
    }

    /// <summary>Reads the file and puts it in force.</summary>
    /// <param name="cause">What asked for it, for the log.</param>
    /// <returns>What changed, or what is wrong.</returns>
    public async Task<Outcome<ConfigurationDelta>> ReloadAsync(string cause, CancellationToken cancellationToken)
    {
        if (settings.Config is not { } path)
        {
            return ApiErrors.NoConfiguration;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            // Once begun it is finished: whoever asked may be gone.
            var file = await Task.Run(() => ConfigurationFile.Read(path, context), CancellationToken.None);
            var result = file.Declared is { } next ? await ApplyAsync(next, cause) : Refuse(file.Problems, cause);
            sources = file.Sources;
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The file is other than what is in force, and is tried again: the sources stay those of before.
            status.Refused([Failed(path, $"could not be put in force: {exception.Message}")]);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<Outcome<ConfigurationDelta>> ApplyAsync(DeclaredConfiguration next, string cause)
    {
        var before = declared.Current;
        var applied = await declarations.ApplyAsync(next, CancellationToken.None);
        if (!applied.TryGet(out var shadowed, out var error))
        {
            return Refuse((error.Details as ConfigurationDetails)?.Problems is { Count: > 0 } problems ? problems : [Failed(next.File!, $"could not be put in force: {error.Message}")], cause);
        }

        status.Accepted();
        var delta = new ConfigurationDelta(ConfigurationDifference.Between(before, next), ConfigurationDifference.Options(declared.Options, next.Options), shadowed);
        LogReloaded(logger, next.File!, cause, delta.Changes.Count);
        Say(shadowed);
        if (delta.Restart.Count > 0)
        {
            var options = string.Join(", ", delta.Restart.Select(static option => option.Path));
            LogRestart(logger, options);
        }

        return delta;
    }

    private ApiError Refuse(IReadOnlyList<ConfigurationProblem> problems, string cause)
    {
        status.Refused(problems);
        LogRefused(logger, settings.Config!, cause, problems.Count);
        foreach (var problem in problems)
        {
            LogProblem(logger, problem);
        }

        return ApiErrors.InvalidConfiguration(problems);
    }

    private static ConfigurationProblem Failed(string path, string message) => ConfigurationProblem.At(new Place(path, 1, 1), $"the file {message}");

    private void Say(IReadOnlyList<string> shadowed)
    {
        foreach (var name in shadowed)
        {
            LogShadowed(logger, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The configuration {File} was read again ({Cause}): {Changes} changes are in force")]
    private static partial void LogReloaded(ILogger logger, string file, string cause, int changes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration {File} was read again ({Cause}) and has {Problems} problems; what was in force stays in force")]
    private static partial void LogRefused(ILogger logger, string file, string cause, int problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "Configuration problem: {Problem}")]
    private static partial void LogProblem(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration is in force, but incomplete: {Problem}")]
    private static partial void LogLacking(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Configuration warning: {Problem}")]
    private static partial void LogWarning(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration declares what the store has too: {Name} of the store is not used")]
    private static partial void LogShadowed(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "These options hold from the next start: {Options}")]
    private static partial void LogRestart(ILogger logger, string options);
}
