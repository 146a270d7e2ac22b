using System.Runtime.CompilerServices;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// The stages that every request passes, in order. HTTP endpoints enter here, and so do the product's own calls
/// (invocations, connection tests): there is no second way to an upstream.
/// <list type="number">
/// <item>Outline: one pass over the body finds the model and the fields of interest.</item>
/// <item>Resolve: the model's name is looked up in the snapshot, which is read once; it leads to a route, whose deployments can serve it and which the key may use.</item>
/// <item>Follow on: what a response's <c>previous_response_id</c> and its references to earlier items stand for is found.</item>
/// <item>Cache: where the route or the request has it on, an identical request's answer serves this one too. The product's own calls never use it.</item>
/// <item>Attempts: the <see cref="AttemptLoop"/> chooses a deployment, prepares the body for it and calls it, again or elsewhere when it fails, up to the
/// answer's first byte.</item>
/// <item>Answer: handed to the caller, who pulls it; when it ends, its record goes to the sink.</item>
/// </list>
/// </summary>
public sealed class GatewayPipeline(ModelCatalog catalog, AttemptContext context, IResponseStore responses, ResponseCache? cache = null)
{
    private readonly ItemReferences references = new(responses);
    private readonly ResponseHistory history = new(responses);

    /// <summary>Sends a request through the stages.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewayResult> SendAsync(GatewayRequest request, CancellationToken clientLeft)
    {
        request.StartedAt = context.Time.GetTimestamp();

        // 1. Outline
        if (RequestScanner.Scan(request.Body, out request.Outline) is { } problem)
        {
            return GatewayErrors.Unreadable(problem);
        }

        if (request.Outline.IsStreamMalformed)
        {
            return GatewayErrors.StreamNotBoolean;
        }

        // 2. Resolve
        var snapshot = catalog.Current;
        if ((request.Deployment?.Route ?? Find(snapshot, request)) is not { } route)
        {
            return GatewayErrors.ModelNotFound(ModelText(request));
        }

        if (request.Caller?.Models is { } allowed && request.Deployment is null && !allowed.Allows(route, snapshot))
        {
            return GatewayErrors.ModelNotAllowed(ModelText(request));
        }

        // 3. Follow on
        if (request.Operation == Operation.Responses
            && (await references.ResolveAsync(request, clientLeft) ?? await history.FindAsync(request, clientLeft)) is { } lost)
        {
            return lost;
        }

        // 4. Cache
        if (cache is not null && (request.Cache is not null || route.Definition?.Cache is not null) && request is { Caller: not null, Deployment: null })
        {
            return await SendThroughAsync(cache, snapshot, request, route, clientLeft);
        }

        // 5. Attempts, 6. Answer
        return await new AttemptLoop(context, snapshot, request, clientLeft).RunAsync(route);
    }

    /// <summary>
    /// Sends a request whose body nobody reads: an upload, which goes to a deployment of its model or to the chosen provider, or none at all. It is attempted
    /// once: what flows through cannot be sent again.
    /// </summary>
    public ValueTask<GatewayResult> ForwardAsync(GatewayRequest request, CancellationToken clientLeft)
    {
        request.StartedAt = context.Time.GetTimestamp();
        var snapshot = catalog.Current;
        var loop = new AttemptLoop(context, snapshot, request, clientLeft);
        return request.Upload?.Model is not { } model ? loop.ForwardAsync(null)
            : snapshot.Find(model) is not { } route ? new ValueTask<GatewayResult>(GatewayErrors.ModelNotFound(model))
            : request.Caller?.Models is { } allowed && !allowed.Allows(route, snapshot) ? new ValueTask<GatewayResult>(GatewayErrors.ModelNotAllowed(model))
            : loop.ForwardAsync(route);
    }

    private ValueTask<GatewayResult> SendThroughAsync(ResponseCache through, CatalogSnapshot snapshot, GatewayRequest request, Route route, CancellationToken clientLeft) =>
        through.AnswerAsync(request, route, token => new AttemptLoop(context, snapshot, request, token).RunAsync(route), clientLeft);

    private static Route? Find(CatalogSnapshot snapshot, GatewayRequest request)
    {
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return snapshot.Find(name[..request.Outline.CopyModel(request.Body, name)]);
    }

    private static string ModelText(GatewayRequest request)
    {
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return new string(name[..request.Outline.CopyModel(request.Body, name)]);
    }
}
