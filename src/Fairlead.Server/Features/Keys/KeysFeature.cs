using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Keys;

/// <summary>Gateway keys: what clients of the gateway present.</summary>
internal static class KeysFeature
{
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyDirectory>()
        .AddSingleton<ITokenSource>(static services => services.GetRequiredService<KeyDirectory>())
        .AddSingleton<CreateKey>()
        .AddSingleton<DeleteKey>();

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapControlPlane("/v1/keys", "Gateway keys", Access.Admin);
        group.MapPost("/", CreateKey.Endpoint).Describe<KeyReply>("Create a gateway key", 201, 401, 403, 413, 422);
        group.MapGet("/", ListKeys.Endpoint).Describe<ListKeys.Reply>("List gateway keys", 200, 401, 403, 422);
        group.MapDelete("/{id}", DeleteKey.Endpoint).Describe<DeleteKey.Reply>("Delete a gateway key", 200, 401, 403, 404, 409);
    }
}
