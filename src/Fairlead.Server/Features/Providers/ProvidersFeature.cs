using Fairlead.Server.Features.Secrets;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Providers;

/// <summary>LLM providers: connected, tested, listed, changed, deleted; and the catalog that requests see of them.</summary>
internal static class ProvidersFeature
{
    public static IServiceCollection AddProviders(this IServiceCollection services) => services
        .AddSingleton<ProviderStore>()
        .AddSingleton<ProviderRules>()
        .AddSingleton<CatalogBuilder>()
        .AddSingleton<CatalogChanges>()
        .AddSingleton<ICatalogChanges>(static services => services.GetRequiredService<CatalogChanges>())
        .AddSingleton<IDeclarations>(static services => services.GetRequiredService<CatalogChanges>())
        .AddSingleton<ISecretUsers>(static services => services.GetRequiredService<CatalogChanges>())
        .AddSingleton<ConnectionTest>()
        .AddSingleton<SaveProvider>()
        .AddSingleton<ConnectProvider>()
        .AddSingleton<ListProviders>()
        .AddSingleton<GetProvider>()
        .AddSingleton<UpdateProvider>()
        .AddSingleton<DeleteProvider>();

    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapControlPlane("/v1/llm-providers", "LLM providers", Access.Member);
        members.MapGet("/", ListProviders.Endpoint).Describe<ListProviders.Reply>("List LLM providers", 200, 401, 422);

        var admins = routes.MapControlPlane("/v1/llm-providers", "LLM providers", Access.Admin).WithMetadata(ApiErrors.ProvidersForbidden);
        admins.MapPost("/", ConnectProvider.Endpoint).Describe<ProviderReply>("Create or connect an LLM provider", 201, 400, 401, 403, 409, 413, 422);
        admins.MapGet("/{provider}", GetProvider.Endpoint).Describe<ProviderReply>("Get an LLM provider", 200, 401, 403, 404);
        admins.MapPut("/{provider}", UpdateProvider.Endpoint).Describe<ProviderReply>("Change an LLM provider", 200, 400, 401, 403, 404, 409, 413, 422);
        admins.MapDelete("/{provider}", DeleteProvider.Endpoint).Describe("Delete an LLM provider", 204, null, 400, 401, 403, 404, 409);
    }
}
