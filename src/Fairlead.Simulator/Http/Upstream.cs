using Fairlead.Simulator.Aws;
using Fairlead.Simulator.GoogleTokens;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Recording;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>Takes every request: records it, checks the caller, finds who answers, and turns refusals into error bodies.</summary>
internal sealed class Upstream(Knobs initial, RequestLog log, TimeProvider clock)
{
    private readonly UpstreamState state = new();
    private readonly IssuedTokens tokens = new(clock);
    private readonly RoleSessions sessions = new(clock);
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
            await AnswerAboutItselfAsync(context, NewExchange(context, [], current, null), path);
            return;
        }

        if (RequestCapture.OfUpload(context, clock.GetUtcNow()) is { } sent)
        {
            using UploadStream upload = sent.Upload;
            await AnswerRecordedAsync(context, NewExchange(context, [], current, upload), sent.Received, current);
            return;
        }

        (ReceivedRequest received, byte[]? body) = await RequestCapture.ReadAsync(context, clock.GetUtcNow(), context.RequestAborted);
        if (body is null)
        {
            log.Add(received);
            log.End(received, RequestOutcome.ClientLeft);
            return;
        }

        await AnswerRecordedAsync(context, NewExchange(context, body, current, null), received, current);
    }

    private Exchange NewExchange(HttpContext context, byte[] body, Knobs current, UploadStream? upload) =>
        new(context, body, current.Options, Interlocked.Increment(ref count), clock)
        {
            State = state, Upload = upload, IssuedTokens = tokens, RoleSessions = sessions,
        };

    private async Task AnswerRecordedAsync(HttpContext context, Exchange exchange, ReceivedRequest received, Knobs current)
    {
        log.Add(received);
        RequestOutcome outcome = RequestOutcome.Cut;
        try
        {
            outcome = await AnswerAsync(context, exchange, current);
        }
        finally
        {
            if (exchange.Upload is { } upload)
            {
                received.Keep(upload.Head, upload.BytesRead, upload.Sha256());
                received.Keep(exchange.UploadedFiles);
            }

            log.End(received, outcome);
        }
    }

    private static async Task<RequestOutcome> AnswerAsync(HttpContext context, Exchange exchange, Knobs current)
    {
        try
        {
            await AnswerOrRefuseAsync(exchange, current);
            await context.Response.CompleteAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException
            && (context.RequestAborted.IsCancellationRequested || exchange.Upload is { BrokeOff: true }))
        {
            // Nobody is left to answer.
        }

        return exchange.WasCut ? RequestOutcome.Cut
            : context.RequestAborted.IsCancellationRequested || exchange.Upload is { BrokeOff: true } ? RequestOutcome.ClientLeft
            : RequestOutcome.Answered;
    }

    private static async Task AnswerOrRefuseAsync(Exchange exchange, Knobs current)
    {
        IWire wire = Wires.Of(exchange);
        try
        {
            await wire.AnswerAsync(exchange, current);
        }
        catch (RefusedException refused)
        {
            await wire.RefuseAsync(exchange, refused.Error);
        }
    }

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
                return exchange.WriteErrorAsync(OpenAIWire.Unknown(context.Request.Method, path).Error);
        }
    }
}
