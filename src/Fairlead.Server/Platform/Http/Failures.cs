using Fairlead.Gateway.Endpoints;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Server.Platform.Http;

/// <summary>The last line: turns what no endpoint answered into the envelope of the route. No exception's text reaches a client.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> logger)
{
    private static readonly PathString[] GatewayPaths =
    [
        "/v1/chat", "/v1/responses", "/v1/messages", "/v1/embeddings", "/v1/models", "/v1/completions", "/v1/moderations", "/v1/rerank", "/v1/images", "/v1/audio", "/v1/files", "/v1/batches",
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await WriteAsync(context, OfStatus(context));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to tell.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, OfBadRequest(exception));
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await WriteAsync(context, ApiErrors.Internal);
        }
        catch (Exception exception)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            context.Abort();
        }
    }

    /// <summary>Whether a path is answered in OpenAI's dialect.</summary>
    public static bool IsGatewayPath(PathString path) =>
        GatewayPaths.Any(prefix => path.StartsWithSegments(prefix));

    private static Task WriteAsync(HttpContext context, ApiError error)
    {
        if (!IsGatewayPath(context.Request.Path))
        {
            return new ErrorResult(error).ExecuteAsync(context);
        }

        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        return ErrorWriter.WriteAsync(context, error.Status switch
        {
            404 => GatewayErrors.UnknownRoute(method, path),
            405 when IsWebSocket(context.Request) => RefuseUpgrade(context.Response, path),
            405 => GatewayErrors.MethodNotSupported(method, path),
            _ => new GatewayError(error.Status, error.Name, error.Message),
        });
    }

    private static bool IsWebSocket(HttpRequest request) => request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    // Source: RFC 9110, 15.5.22: the answer says which protocol it is to be.
    private static GatewayError RefuseUpgrade(HttpResponse response, string path)
    {
        (response.Headers.Upgrade, response.Headers.Connection) = ("HTTP/1.1", "Upgrade");
        return GatewayErrors.NoWebSocket(path);
    }

    private static ApiError OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        401 => ApiErrors.Unauthorized,
        404 => ApiErrors.RouteNotFound(context.Request.Method, context.Request.Path),
        405 => ApiErrors.MethodNotAllowed(context.Request.Method, context.Request.Path),
        413 => ApiErrors.TooLarge,
        415 => ApiErrors.UnsupportedMediaType,
        var status => new ApiError(status, "bad_request", "The request was refused."),
    };

    private static ApiError OfBadRequest(BadHttpRequestException exception) => exception.StatusCode switch
    {
        413 => ApiErrors.TooLarge,
        415 => ApiErrors.UnsupportedMediaType,
        _ => new ApiError(400, "bad_request", "The request could not be read."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (trace {TraceId})")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, PathString path, string traceId);
}
