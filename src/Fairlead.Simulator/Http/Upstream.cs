using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Embeddings;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Recording;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>Takes every request: records it, checks the caller, finds who answers, and turns refusals into error bodies.</summary>
internal sealed class Upstream(Knobs initial, RequestLog log, TimeProvider clock)
{
    private const string ModelPrefix = "/v1/models/";
    private volatile Knobs knobs = initial;
    private long count;

    internal Knobs Knobs
    {
        get => knobs;
        set => knobs = value;
    }

    internal async Task HandleAsync(HttpContext context)
    {
        Knobs current = knobs;
        string path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/sim/", StringComparison.Ordinal))
        {
            await AnswerAboutItselfAsync(context, new Exchange(context, [], current.Options, 0, clock), path);
            return;
        }

        (ReceivedRequest received, byte[]? body) = await RequestCapture.ReadAsync(context, clock.GetUtcNow(), context.RequestAborted);
        log.Add(received);
        var exchange = new Exchange(context, body ?? [], current.Options, Interlocked.Increment(ref count), clock);
        RequestOutcome outcome = body is null ? RequestOutcome.ClientLeft : RequestOutcome.Cut;
        try
        {
            outcome = body is null ? outcome : await AnswerAsync(context, exchange, current, path);
        }
        finally
        {
            log.End(received, outcome);
        }
    }

    private static async Task<RequestOutcome> AnswerAsync(HttpContext context, Exchange exchange, Knobs current, string path)
    {
        try
        {
            await AnswerOrRefuseAsync(context, exchange, current, path);
            await context.Response.CompleteAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }

        return exchange.WasCut ? RequestOutcome.Cut
            : context.RequestAborted.IsCancellationRequested ? RequestOutcome.ClientLeft
            : RequestOutcome.Answered;
    }

    private static async Task AnswerOrRefuseAsync(HttpContext context, Exchange exchange, Knobs current, string path)
    {
        try
        {
            await DispatchAsync(context, exchange, current, path);
        }
        catch (RefusedException refused)
        {
            await exchange.WriteErrorAsync(refused.Error);
        }
    }

    private static Task DispatchAsync(HttpContext context, Exchange exchange, Knobs current, string path)
    {
        string method = context.Request.Method;
        if (!path.StartsWith("/v1/", StringComparison.Ordinal))
        {
            throw Unknown(method, path);
        }

        if (Credentials.Check(context.Request.Headers, current.Options) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        return path switch
        {
            "/v1/models" => Only("GET", method, path, () => ModelsEndpoint.ListAsync(exchange)),
            "/v1/chat/completions" => Only("POST", method, path, () => Failing(current, exchange, ChatEndpoint.AnswerAsync)),
            "/v1/embeddings" => Only("POST", method, path, () => Failing(current, exchange, EmbeddingsEndpoint.AnswerAsync)),
            _ when path.StartsWith(ModelPrefix, StringComparison.Ordinal) && path.Length > ModelPrefix.Length =>
                Only("GET", method, path, () => ModelsEndpoint.GetAsync(exchange, path[ModelPrefix.Length..])),
            _ => throw Unknown(method, path),
        };
    }

    private static Task Failing(Knobs current, Exchange exchange, Func<Exchange, Task> answer) => current.DrawFailure()
        ? throw new RefusedException(StatusErrors.ByStatus(current.Options.FailStatus, "simulated", exchange.PresentedKey, 1))
        : answer(exchange);

    private static Task Only(string allowed, string method, string path, Func<Task> answer) => method == allowed
        ? answer()
        : throw new RefusedException(new ApiError(
            405,
            $"Not allowed to {method} on {path}. (HINT: Perhaps you meant to use a different HTTP method?)",
            ApiError.InvalidRequest,
            null,
            "method_not_supported"));

    private static RefusedException Unknown(string method, string path) =>
        new(new ApiError(404, $"Invalid URL ({method} {path})", ApiError.InvalidRequest));

    private Task AnswerAboutItselfAsync(HttpContext context, Exchange exchange, string path)
    {
        switch (context.Request.Method, path)
        {
            case ("GET", "/sim/health"):
                return exchange.WriteJsonAsync(200, new JsonBody("""{"status":"ok"}"""));
            case ("GET", "/sim/received"):
                return exchange.WriteJsonAsync(200, new JsonBody(json => ReceivedReport.Of(log.Snapshot()).WriteTo(json)));
            case ("DELETE", "/sim/received"):
                log.Clear();
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            default:
                return exchange.WriteErrorAsync(Unknown(context.Request.Method, path).Error);
        }
    }
}
