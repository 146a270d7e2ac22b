using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Faults;
using Fairlead.Simulator.GoogleTokens;
using Fairlead.Simulator.Recording;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>Takes every request: records it, does to it what the script of faults says, has its vendor answer it, and turns refusals
/// into error bodies.</summary>
internal sealed class Upstream
{
    private readonly UpstreamState state = new();
    private readonly RequestLog log;
    private readonly TimeProvider clock;
    private readonly IssuedTokens tokens;
    private readonly RoleSessions sessions;
    private readonly ControlRoutes control;
    private volatile Knobs knobs;
    private long count;

    internal Upstream(SimulatorOptions options, RequestLog log, TimeProvider clock)
    {
        this.log = log;
        this.clock = clock;
        tokens = new IssuedTokens(clock);
        sessions = new RoleSessions(clock);
        control = new ControlRoutes(this, log);
        knobs = new Knobs(options.Checked(), clock);
    }

    internal Knobs Knobs => knobs;

    internal void PutInForce(SimulatorOptions options) => knobs = new Knobs(options.Checked(), clock);

    internal void PutFaults(FaultScript? faults) => PutInForce(knobs.Options with { Faults = faults });

    internal async Task HandleAsync(HttpContext context)
    {
        Knobs current = knobs;
        string path = context.Request.Path.Value ?? "/";
        if (path.StartsWith(ControlRoutes.Prefix, StringComparison.Ordinal))
        {
            await control.AnswerAsync(context, NewExchange(context, [], current, null));
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
        exchange.Model = exchange.Wire.ModelOf(exchange);
        received.Model = exchange.Model;
        log.Add(received);
        exchange.Fault = current.Faults?.Draw(exchange.Model, exchange.Path);
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

            received.Status = context.Response.HasStarted ? context.Response.StatusCode : null;
            log.End(received, outcome, exchange.FailedOnPurpose);
        }
    }

    private static async Task<RequestOutcome> AnswerAsync(HttpContext context, Exchange exchange, Knobs current)
    {
        try
        {
            await AnswerOrRefuseAsync(exchange, current);
            if (!exchange.WasCut)
            {
                await context.Response.CompleteAsync();
            }
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
        try
        {
            if (await Strike.OnAsync(exchange))
            {
                await exchange.Wire.AnswerAsync(exchange, current);
            }
        }
        catch (RefusedException refused)
        {
            exchange.FailedOnPurpose = refused.OnPurpose;
            await exchange.Wire.RefuseAsync(exchange, refused.Error);
        }
    }
}
