using Fairlead.Gateway;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Endpoints;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Server.Features.Agents;
using Fairlead.Server.Features.Apps;
using Fairlead.Server.Features.Caching;
using Fairlead.Server.Features.Configuration;
using Fairlead.Server.Features.Defaults;
using Fairlead.Server.Features.Invocations;
using Fairlead.Server.Features.Keys;
using Fairlead.Server.Features.OwnedObjects;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Features.Responses;
using Fairlead.Server.Features.Routes;
using Fairlead.Server.Features.Secrets;
using Fairlead.Server.Import.LiteLLM;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;
using Fairlead.Server.Platform.Telemetry;

namespace Fairlead.Server;

/// <summary>Puts a server together: the features, the gateway, and what no feature owns. Tests start the same thing.</summary>
internal static class ServerApp
{
    /// <summary>The options classes, by section: what the configuration file and the environment can set.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>
    {
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [RoutingOptions.Section] = typeof(RoutingOptions),
        [CachingOptions.Section] = typeof(CachingOptions),
        [NetworkOptions.Section] = typeof(NetworkOptions),
        [InvocationOptions.Section] = typeof(InvocationOptions),
        [ResponseOptions.Section] = typeof(ResponseOptions),
    };

    /// <summary>The columns that a change of the deployment's key wraps anew.</summary>
    public static IReadOnlyList<SealedColumn> SealedColumns { get; } =
    [
        new("sealed_keys", "name", "sealed", SealedKeys.Purpose),
        new("secrets", "name", "sealed", SecretStore.Purpose),
        new("llm_providers", "identifier", "sealed_config", ProviderStore.Purpose),
        new("responses", "id", "sealed_input", ResponseStore.InputPurpose),
        new("responses", "id", "sealed_body", ResponseStore.BodyPurpose),
    ];

    /// <summary>The files of other products that are accepted in place of ours.</summary>
    public static IReadOnlyList<IConfigurationFormat> Formats { get; } = [new LiteLLMFormat()];

    /// <summary>Builds a server on its data folder and starts it.</summary>
    /// <exception cref="StartupException">It cannot start as it was told to.</exception>
    public static async Task<WebApplication> StartAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ServerApp).Assembly.GetName().Name });
        builder.Configuration.Sources.Clear();
        var context = new ConfigurationContext(Sections, settings.Environment, Formats, settings.Time) { Overrides = settings.Overrides };
        var file = LoadFile(settings.Config, context);
        var declared = file?.Declared ?? DeclaredConfiguration.None;
        builder.Configuration.AddInMemoryCollection(declared.Options).AddInMemoryCollection(settings.Overrides);
        Logs.Configure(builder.Logging, settings.LogFormat);
        settings.ConfigureLogging(builder.Logging);
        Listener.Configure(builder.WebHost, settings);
        AddOptions(builder);
        AddPlatform(builder.Services, settings);
        AddConfiguration(builder.Services, context, declared, file);
        AddFeatures(builder.Services);

        var app = builder.Build();
        try
        {
            await Startup.OpenAsync(app.Services, settings, cancellationToken);
            Map(app);
            await Listener.StartAsync(app, settings, cancellationToken);
            Startup.Announce(app);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static ConfigurationFile? LoadFile(string? path, ConfigurationContext context)
    {
        var file = path is null ? null : ConfigurationFile.Read(path, context);
        return file is null or { Declared: not null } ? file : throw new StartupException(string.Join('\n', file.Problems));
    }

    private static void AddConfiguration(IServiceCollection services, ConfigurationContext context, DeclaredConfiguration declared, ConfigurationFile? file)
    {
        services.AddSingleton(context);
        services.AddSingleton(new Declared(declared));
        services.AddSingleton<ConfigurationStatus>();
        services.AddSingleton<DeclaredKeys>();
        services.AddSingleton<ITokenSource>(static services => services.GetRequiredService<DeclaredKeys>());
        services.AddConfigurationReload(file);
    }

    private static void AddOptions(WebApplicationBuilder builder)
    {
        var problems = new List<string>();
        foreach (var (section, type) in Sections)
        {
            builder.Services.AddSingleton(type, OptionsReader.Read(builder.Configuration.GetSection(section), type, problems));
        }

        if (problems.Count > 0)
        {
            throw new StartupException(string.Join('\n', problems));
        }
    }

    private static void AddPlatform(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Time);
        services.AddSingleton<Readiness>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds));
        services.AddStorage();
        services.AddSingleton<ITokenVerifier, TokenVerifier>();
        services.AddSingleton<IUsageSink, UsageTelemetry>();
        services.AddAccess();
        services.ConfigureHttpJsonOptions(static options => Wire.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = false); // ArgumentFilter answers.
        services.AddApiDescription();
    }

    private static void AddFeatures(IServiceCollection services) => services
        .AddGateway()
        .AddApps()
        .AddKeys()
        .AddSecrets()
        .AddProviders()
        .AddRoutes()
        .AddDefaults()
        .AddOwnedObjects()
        .AddAgents()
        .AddInvocations()
        .AddResponses();

    private static void Map(WebApplication app)
    {
        app.Use(TraceIds.InvokeAsync);
        app.UseMiddleware<Failures>();
        app.UseRouting();
        app.UseAuthentication(); // Said here, or the framework puts it before routing, where the gateway's routes would pass it too.
        app.UseAuthorization();

        app.MapHealth();
        app.MapApiDescription();
        app.MapConfiguration();
        app.MapApps();
        app.MapKeys();
        app.MapSecrets();
        app.MapDefaults();
        app.MapProviders();
        app.MapRoutes();
        app.MapAgents();
        app.MapInvocations();
        app.MapCaching();
        app.MapGatewayRoutes();
    }
}
