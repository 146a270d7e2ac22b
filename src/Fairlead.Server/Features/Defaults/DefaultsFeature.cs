using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Defaults;

/// <summary>The organization's default provider and model.</summary>
internal static class DefaultsFeature
{
    public static IServiceCollection AddDefaults(this IServiceCollection services) => services.AddSingleton<SetDefault>().AddSingleton<GetDefault>();

    public static void MapDefaults(this IEndpointRouteBuilder routes)
    {
        routes.MapControlPlane("/v1/llm-providers/defaults", "LLM providers", Access.Member)
            .MapGet("/", GetDefault.Endpoint).Describe<DefaultReply>("Get the default LLM provider and model", 200, 401, 404);
        routes.MapControlPlane("/v1/llm-providers/defaults", "LLM providers", Access.Admin).WithMetadata(ApiErrors.ProvidersForbidden)
            .MapPut("/", SetDefault.Endpoint).Describe<DefaultReply>("Set the default LLM provider and model", 200, 400, 401, 403, 404, 409, 422);
    }
}
