using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>API credentials and the access tokens that they give.</summary>
internal static class AppsFeature
{
    public static IServiceCollection AddApps(this IServiceCollection services) => services
        .AddSingleton<AppDirectory>()
        .AddSingleton(CreateTokens)
        .AddSingleton<ITokenSource>(static services => services.GetRequiredService<AccessTokens>())
        .AddSingleton<GuessLimit>()
        .AddSingleton<IssueAccessToken>()
        .AddSingleton<CreateApp>()
        .AddSingleton<ChangeApp>()
        .AddSingleton<FirstAdministrator>();

    public static void MapApps(this IEndpointRouteBuilder routes)
    {
        routes.MapControlPlane("/v1/auth/access_token", "Credentials", policy: null)
            .MapPost("/", IssueAccessToken.Endpoint).Describe<IssueAccessToken.Reply>("Get an access token", 200, 401, 413, 422, 429);

        var group = routes.MapControlPlane("/v1/apps", "Credentials", Access.Admin);
        group.MapPost("/", CreateApp.Endpoint).Describe<AppReply>("Create a credential", 201, 401, 403, 413, 422);
        group.MapGet("/", ListApps.Endpoint).Describe<ListApps.Reply>("List credentials", 200, 401, 403, 422);
        group.MapPut("/{id}", UpdateApp.Endpoint).Describe<AppReply>("Change a credential", 200, 401, 403, 404, 409, 413, 422);
        group.MapPost("/{id}/rotate-secret", RotateAppSecret.Endpoint).Describe<AppReply>("Give a credential a new secret", 200, 401, 403, 404);
        group.MapDelete("/{id}", DeleteApp.Endpoint).Describe<DeleteApp.Reply>("Delete a credential", 200, 401, 403, 404, 409);
    }

    private static AccessTokens CreateTokens(IServiceProvider services)
    {
        using var connection = services.GetRequiredService<Database>().Open();
        var key = SealedKeys.GetOrCreate(connection, services.GetRequiredService<Vault>(), AccessTokens.KeyName, AccessTokens.CreateKey);
        return new AccessTokens(key, services.GetRequiredService<AppDirectory>(), services.GetRequiredService<TimeProvider>());
    }
}
