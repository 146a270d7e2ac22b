using Fairlead.Server.Features.Apps;
using Fairlead.Server.Features.Configuration;
using Fairlead.Server.Features.Invocations;
using Fairlead.Server.Features.Keys;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Fairlead.Server;

/// <summary>What happens once, between opening the store and taking requests.</summary>
internal static partial class Startup
{
    /// <summary>Opens the store and loads the state that requests need.</summary>
    public static async Task OpenAsync(IServiceProvider services, ServerSettings settings, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Startup).FullName!);
        if (services.GetRequiredService<DeploymentKey>().IsOwn)
        {
            LogOwnKey(logger, DeploymentKey.Variable, services.GetRequiredService<DataFolder>().File(DeploymentKey.FileName));
        }

        var database = services.GetRequiredService<Database>();
        if (await services.GetRequiredService<FirstAdministrator>().EnsureAsync(settings.AdminClientId, settings.AdminClientSecret, cancellationToken) is { } path)
        {
            LogAdministrator(logger, path);
        }

        await services.GetRequiredService<KeyDirectory>().LoadAsync(cancellationToken);
        var (built, shadowed) = services.GetRequiredService<CatalogChanges>().Load();
        services.GetRequiredService<ConfigurationReload>().Started(built.Lacking, shadowed);
        foreach (var broken in built.Problems)
        {
            var problems = string.Join("; ", broken.Problems);
            LogBrokenProvider(logger, broken.Provider.Identifier, problems);
        }

        await database.WriteAsync(connection => InvocationStore.FailInterrupted(connection, Micros.Now(settings.Time)), cancellationToken);
    }

    /// <summary>Says where the server listens, and that it is ready.</summary>
    public static void Announce(WebApplication app)
    {
        app.Services.GetRequiredService<Readiness>().Opened();
        var addresses = string.Join(", ", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        LogListening(app.Logger, addresses);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Variable} is not set: secrets are encrypted with the key in {Path}, which lies beside them. Keep a copy of it elsewhere, or set the variable")]
    private static partial void LogOwnKey(ILogger logger, string variable, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "The first administrator's credentials were written to {Path}")]
    private static partial void LogAdministrator(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Provider {Provider} cannot be used: {Problems}")]
    private static partial void LogBrokenProvider(ILogger logger, string provider, string problems);

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Addresses}")]
    private static partial void LogListening(ILogger logger, string addresses);
}
