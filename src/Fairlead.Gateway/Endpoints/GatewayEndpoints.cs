using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Endpoints.PassThrough;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Gateway.Endpoints;

/// <summary>The gateway's registrations and its route table.</summary>
public static class GatewayEndpoints
{
    /// <summary>Registers the gateway. The host adds the options and the ports: <c>ITokenVerifier</c>, <c>IUsageSink</c>, <c>ISpool</c>, <c>IOwnedObjects</c>, <c>IResponseStore</c>.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services) => services
        .AddSingleton<ModelCatalog>()
        .AddSingleton<TokenDirectory>()
        .AddSingleton<KeyAuthentication>()
        .AddSingleton<BufferedBytes>()
        .AddSingleton<OutboundHandler>()
        .AddSingleton<AttemptPreparation>()
        .AddSingleton<AttemptSender>()
        .AddSingleton<RouteLog>()
        .AddSingleton<WarmPrefixes>()
        .AddSingleton<UsageCounter>()
        .AddHostedService(static services => services.GetRequiredService<UsageCounter>())
        .AddSingleton<AttemptContext>()
        .AddSingleton(static provider => new ResponseCache(
            provider.GetRequiredService<CachingOptions>(), provider.GetRequiredService<AttemptContext>(), provider.GetRequiredService<ILoggerFactory>(), provider.GetService<IDistributedCache>()))
        .AddSingleton<GatewayPipeline>()
        .AddSingleton<RouteExplainer>()
        .AddSingleton<UpstreamOperation>()
        .AddSingleton<ListModels>()
        .AddSingleton<ResponseForwarder>()
        .AddSingleton<ResponseHistory>()
        .AddSingleton<ResponseOperation>()
        .AddPassThrough();

    /// <summary>Maps the gateway's routes. Each authenticates its callers itself, in admission.</summary>
    /// <returns>The routes, for the host to describe.</returns>
    public static IReadOnlyList<IEndpointConventionBuilder> MapGateway(this IEndpointRouteBuilder routes)
    {
        var upstream = routes.ServiceProvider.GetRequiredService<UpstreamOperation>();
        var models = routes.ServiceProvider.GetRequiredService<ListModels>();
        var responses = routes.ServiceProvider.GetRequiredService<ResponseOperation>();
        return
        [
            routes.MapPost("/v1/chat/completions", ChatCompletions.Endpoint(upstream)),
            routes.MapPost("/v1/embeddings", Embeddings.Endpoint(upstream)),
            routes.MapPost("/v1/responses", CreateResponse.Endpoint(upstream)),
            routes.MapPost("/v1/responses/compact", CompactResponse.Endpoint(upstream)),
            routes.MapGet("/v1/responses/{id}", GetResponse.Endpoint(responses)),
            routes.MapDelete("/v1/responses/{id}", DeleteResponse.Endpoint(responses)),
            routes.MapPost("/v1/responses/{id}/cancel", CancelResponse.Endpoint(responses)),
            routes.MapGet("/v1/responses/{id}/input_items", ListInputItems.Endpoint(responses, routes.ServiceProvider.GetRequiredService<ResponseHistory>())),
            routes.MapPost("/v1/messages", CreateMessage.Endpoint(upstream)),
            routes.MapPost("/v1/messages/count_tokens", CountTokens.Endpoint(upstream)),
            routes.MapGet("/v1/models", models.ListAsync),
            routes.MapGet("/v1/models/{**id}", models.GetAsync),
            .. routes.MapPassThrough(upstream),
        ];
    }
}
