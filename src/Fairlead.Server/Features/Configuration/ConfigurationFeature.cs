using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Configuration;

/// <summary>The declared configuration: shown, compared, read again.</summary>
internal static class ConfigurationFeature
{
    private const long MaxPlan = 64L << 20;

    /// <summary>Registers the feature.</summary>
    /// <param name="services">The services.</param>
    /// <param name="file">What the start read; null for no file.</param>
    public static IServiceCollection AddConfigurationReload(this IServiceCollection services, ConfigurationFile? file) => services
        .AddSingleton(new StartFile(file?.Sources, file?.Warnings ?? []))
        .AddSingleton<ConfigurationReload>()
        .AddSingleton<PlanConfiguration>()
        .AddHostedService<ConfigurationWatch>();

    public static void MapConfiguration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapControlPlane("/v1/config", "Configuration", Access.Admin);
        group.MapGet("/", GetConfiguration.Endpoint).Describe<GetConfiguration.Reply>("Show the configuration's condition", 200, 401, 403);
        group.MapPost("/reload", ReloadConfiguration.Endpoint).Describe<ConfigurationReply>("Read the configuration file again", 200, 401, 403, 409, 422);
        group.MapPost("/plan", PlanConfiguration.Endpoint).Describe<ConfigurationReply>("Say what a configuration would change", 200, 401, 403, 413, 422)
            .WithMetadata(new RequestSizeLimitAttribute(MaxPlan));
    }
}
