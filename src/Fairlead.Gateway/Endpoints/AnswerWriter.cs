using System.IO.Pipelines;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>Writes what became of a request to the client: each piece leaves as it comes.</summary>
internal static class AnswerWriter
{
    /// <summary>The header that names the client's fields that did not go upstream.</summary>
    public const string DroppedParamsHeader = "x-fairlead-dropped-params";

    /// <summary>The header that names the provider and model that answer.</summary>
    public const string ModelHeader = "x-fairlead-model";

    /// <summary>Writes what became of a request; the answer is disposed of.</summary>
    /// <param name="context">The request.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="request">What was sent; null for what no route led.</param>
    public static async Task WriteAsync(HttpContext context, GatewayResult result, GatewayRequest? request = null)
    {
        // Before anything else that may go wrong: an answer that nobody gives back keeps its place, its connection and its record for ever.
        await using var answer = result.Answer;
        if (request is not null)
        {
            RoutingHeaders.Write(context.Response, request);
            CacheHeaders.Write(context.Response, request);
        }

        if (answer is not null)
        {
            await WriteAsync(context, answer);
        }
        else if (result.Refusal is { } refusal)
        {
            await ErrorWriter.WriteAsync(context, refusal);
        }
        else if (result.Failure is { } failure)
        {
            await WriteAsync(context, failure, request?.Attempt?.Translation is not null);
        }
        else if (!result.Own.IsEmpty)
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = result.Own.Length;
            await context.Response.Body.WriteAsync(result.Own, context.RequestAborted);
        }
    }

    /// <summary>Writes an answer that has been read whole.</summary>
    public static Task WriteAsync(HttpContext context, Answer answer, ReadOnlyMemory<byte> body)
    {
        WriteHead(context.Response, answer);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Writes the answer to its end, however that comes.</summary>
    public static async Task WriteAsync(HttpContext context, Answer answer)
    {
        WriteHead(context.Response, answer);
        var writer = context.Response.BodyWriter;
        await (answer.IsEventStream ? WriteEventsAsync(writer, answer) : WriteDocumentAsync(writer, answer));

        if (answer.Failure is not { } failure)
        {
            return;
        }

        if (answer.IsEventStream && context.Response.HasStarted)
        {
            await WriteFailureEventAsync(writer, answer, failure);
        }
        else if (context.Response.HasStarted)
        {
            context.Abort(); // Half a document: the broken connection is the only honest end.
        }
        else
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Of(failure));
        }
    }

    private static async ValueTask WriteDocumentAsync(PipeWriter writer, Answer answer)
    {
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
        {
            // No token: a client that is gone ends the next read, and the upstream call with it.
            await writer.WriteAsync(piece, CancellationToken.None);
        }
    }

    private static async ValueTask WriteEventsAsync(PipeWriter writer, Answer answer)
    {
        await using var keepAlive = new KeepAlive(writer, answer.KeepAlive, answer.Time);
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
        {
            await keepAlive.WriteAsync(piece);
        }
    }

    /// <summary>Writes an upstream's failure: a 4xx of the client's dialect as it is, everything else in our words.</summary>
    public static Task WriteAsync(HttpContext context, AttemptFailure failure, bool isTranslated)
    {
        var passes = failure.Kind is FailureKind.BadRequest or FailureKind.NotFound or FailureKind.Refused or FailureKind.RateLimited && !failure.Body.IsEmpty;
        if (!passes || isTranslated)
        {
            return ErrorWriter.WriteAsync(context, GatewayErrors.Of(failure));
        }

        context.Response.StatusCode = failure.UpstreamStatus!.Value;
        context.Response.ContentType = failure.ContentType;
        context.Response.ContentLength = failure.Body.Length;
        foreach (var (name, value) in failure.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.Body.WriteAsync(failure.Body, context.RequestAborted).AsTask();
    }

    private static void WriteHead(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.ContentLength;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers[ModelHeader] = HeaderText.Of(answer.ServedBy);
        if (answer.DroppedParams.Count > 0)
        {
            response.Headers[DroppedParamsHeader] = HeaderText.Of(answer.DroppedParams);
        }
    }

    private static async Task WriteFailureEventAsync(PipeWriter writer, Answer answer, AttemptFailure failure)
    {
        if (!answer.IsFailureTold)
        {
            await writer.WriteAsync(DialectErrors.Event(answer.Operation, GatewayErrors.Of(failure)), CancellationToken.None);
        }
    }
}
