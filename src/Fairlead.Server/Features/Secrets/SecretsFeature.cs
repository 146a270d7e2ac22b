using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Secrets: written, replaced, used by name, never shown.</summary>
internal static class SecretsFeature
{
    public static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton<SecretStore>()
        .AddSingleton<SecretDirectory>()
        .AddSingleton<ISecretValues>(static services => services.GetRequiredService<SecretStore>())
        .AddSingleton<CreateSecret>()
        .AddSingleton<UpdateSecret>()
        .AddSingleton<DeleteSecret>();

    public static void MapSecrets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapControlPlane("/v1/organization/secrets", "Secrets", Access.Admin);
        group.MapPost("/", CreateSecret.Endpoint).Describe<SecretReply>("Create a secret", 201, 401, 403, 409, 413, 422);
        group.MapGet("/", ListSecrets.Endpoint).Describe<ListSecrets.Reply>("List secrets", 200, 401, 403, 422);
        group.MapGet("/{secretName}", GetSecret.Endpoint).Describe<SecretReply>("Get a secret's metadata", 200, 401, 403, 404);
        group.MapPatch("/{secretName}", UpdateSecret.Endpoint).Describe<SecretReply>("Change a secret", 200, 401, 403, 404, 409, 413, 422);
        group.MapDelete("/{secretName}", DeleteSecret.Endpoint).Describe<DeleteSecret.Reply>("Delete a secret", 200, 401, 403, 404, 409);
    }
}
