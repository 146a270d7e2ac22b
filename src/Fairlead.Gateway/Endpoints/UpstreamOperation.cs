using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>What the routes that go upstream have in common: admission, the body, the pipeline, and the answer.</summary>
public sealed class UpstreamOperation(KeyAuthentication authentication, GatewayPipeline pipeline, GatewayOptions options, BufferedBytes buffered)
{
    /// <summary>The header with which a client would rather be refused than lose a field.</summary>
    public const string StrictHeader = "x-fairlead-strict";

    /// <summary>Handles a request for an operation.</summary>
    /// <param name="context">The request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="path">The path below the operation's own, from its slash on.</param>
    public async Task HandleAsync(HttpContext context, Operation operation, string path = "")
    {
        var clientLeft = context.RequestAborted;
        if (await authentication.AuthenticateAsync(context.Request, clientLeft) is not { } caller)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
            return;
        }

        using var body = new RequestBody(context, options, buffered);
        if (await body.ReadAsync(clientLeft) is { } refused)
        {
            await ErrorWriter.WriteAsync(context, refused);
            return;
        }

        if (RoutingHeaders.TryReadLimits(context.Request.Headers, out var limits) is { } malformed)
        {
            await ErrorWriter.WriteAsync(context, malformed);
            return;
        }

        var request = new GatewayRequest
        {
            Operation = operation,
            Path = path,
            Body = body.Bytes,
            Caller = caller,
            ContentType = context.Request.ContentType,
            Tags = RoutingHeaders.TagsOf(context.Request.Headers),
            Session = RoutingHeaders.SessionOf(context.Request.Headers),
            Limits = limits,
            Cache = CacheHeaders.Read(context.Request.Headers),
            IsStrict = IsStrict(context.Request),
            TakesAnyBytes = operation == Operation.Audio,
        };
        HeaderAllowList.Up(context.Request.Headers, request.Headers);
        var result = await pipeline.SendAsync(request, clientLeft);
        body.Dispose();
        await AnswerWriter.WriteAsync(context, result, request);
    }

    private static bool IsStrict(HttpRequest request) => request.Headers.TryGetValue(StrictHeader, out var strict) && strict.ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
}
