using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.Multipart;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>The routes of what passes through to a provider that speaks OpenAI's dialect, and nothing else. Source: https://platform.openai.com/docs/api-reference</summary>
internal static class PassThroughEndpoints
{
    public static IServiceCollection AddPassThrough(this IServiceCollection services) => services
        .AddSingleton<UploadOperation>()
        .AddSingleton<ProviderChoice>()
        .AddSingleton<OwnedRequests>()
        .AddSingleton<OwnedLists>()
        .AddSingleton<Files>()
        .AddSingleton<Batches>();

    public static IEnumerable<IEndpointConventionBuilder> MapPassThrough(this IEndpointRouteBuilder routes, UpstreamOperation upstream)
    {
        var uploads = routes.ServiceProvider.GetRequiredService<UploadOperation>();
        RequestDelegate Json(Operation operation, string path = "") => context => upstream.HandleAsync(context, operation, path);

        // OpenAI takes some of these as JSON too.
        RequestDelegate Form(Operation operation, string path) => context =>
            MultipartBoundary.IsForm(context.Request.ContentType) ? uploads.HandleAsync(context, operation, path) : upstream.HandleAsync(context, operation, path);

        return
        [
            routes.MapPost("/v1/completions", Json(Operation.Completions)),
            routes.MapPost("/v1/moderations", Json(Operation.Moderations)),
            routes.MapPost("/v1/rerank", Json(Operation.Rerank)),
            routes.MapPost("/v1/images/generations", Json(Operation.Images, "/generations")),
            routes.MapPost("/v1/images/edits", Form(Operation.Images, "/edits")),
            routes.MapPost("/v1/images/variations", Form(Operation.Images, "/variations")),
            routes.MapPost("/v1/audio/speech", Json(Operation.Audio, "/speech")),
            routes.MapPost("/v1/audio/transcriptions", Form(Operation.Audio, "/transcriptions")),
            routes.MapPost("/v1/audio/translations", Form(Operation.Audio, "/translations")),
            .. routes.MapFiles(routes.ServiceProvider.GetRequiredService<Files>()),
            .. routes.MapBatches(routes.ServiceProvider.GetRequiredService<Batches>()),
        ];
    }

    private static IEnumerable<IEndpointConventionBuilder> MapFiles(this IEndpointRouteBuilder routes, Files files) =>
    [
        routes.MapPost("/v1/files", files.CreateAsync),
        routes.MapGet("/v1/files", files.ListAsync),
        routes.MapGet("/v1/files/{id}", files.GetAsync),
        routes.MapDelete("/v1/files/{id}", files.DeleteAsync),
        routes.MapGet("/v1/files/{id}/content", files.ContentAsync),
    ];

    private static IEnumerable<IEndpointConventionBuilder> MapBatches(this IEndpointRouteBuilder routes, Batches batches) =>
    [
        routes.MapPost("/v1/batches", batches.CreateAsync),
        routes.MapGet("/v1/batches", batches.ListAsync),
        routes.MapGet("/v1/batches/{id}", batches.GetAsync),
        routes.MapPost("/v1/batches/{id}/cancel", batches.CancelAsync),
    ];
}
