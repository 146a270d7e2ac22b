using System.Threading.Channels;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Starts a run in the form that its caller wants: a stream, one answer, or in the background.</summary>
internal sealed class StartInvocation(PrepareInvocation prepare, InvocationRunner runner, BackgroundRuns background, InvocationQuota quota, TimeProvider time)
{
    /// <summary>Runs while the caller listens.</summary>
    public async Task<IResult> StreamAsync(InvocationInput input, bool withDeltas, HttpContext context)
    {
        if (!(await prepare.ExecuteAsync(input, context.Caller(), context.RequestAborted)).TryGet(out var invocation, out var refused))
        {
            return new ErrorResult(refused);
        }

        TellDropped(invocation, context.Response);
        var stream = new InvocationStream(invocation, quota, withDeltas, time);
        background.Track(runner.RunAsync(invocation, stream.Events, context.RequestAborted));
        return stream;
    }

    /// <summary>Runs while the caller waits.</summary>
    public async Task<IResult> AnswerAsync(InvocationInput input, HttpContext context)
    {
        if (!(await prepare.ExecuteAsync(input, context.Caller(), context.RequestAborted)).TryGet(out var invocation, out var refused))
        {
            return new ErrorResult(refused);
        }

        TellDropped(invocation, context.Response);
        var events = Channel.CreateUnbounded<InvocationEvent>();
        await runner.RunAsync(invocation, events.Writer, context.RequestAborted);
        InvocationResult? result = null;
        await foreach (var happened in events.Reader.ReadAllAsync(CancellationToken.None))
        {
            result = (happened as InvocationEvent.Done)?.Result ?? result;
        }

        return result!.Error is { } failed ? new ErrorResult(failed) : TypedResults.Json(ReplyOf(invocation, result), Wire.Options);
    }

    /// <summary>Runs after the caller has been answered.</summary>
    public async Task<IResult> BackgroundAsync(InvocationInput input, HttpContext context)
    {
        if (!background.TryReserve())
        {
            return new ErrorResult(ApiErrors.RateLimited("Too many agents run in the background already (option invocations.maxBackgroundRuns).", 5));
        }

        Invocation? invocation = null;
        try
        {
            if (!(await prepare.ExecuteAsync(input, context.Caller(), context.RequestAborted)).TryGet(out invocation, out var refused))
            {
                return new ErrorResult(refused);
            }
        }
        finally
        {
            if (invocation is null)
            {
                background.Release();
            }
        }

        TellDropped(invocation, context.Response);
        var unheard = Channel.CreateBounded<InvocationEvent>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        background.Run(token => runner.RunAsync(invocation, unheard.Writer, token));
        return TypedResults.Json(new Accepted(true, new Accepted.Reference(invocation.Id)), Wire.Options, statusCode: 202);
    }

    private static void TellDropped(Invocation invocation, HttpResponse response)
    {
        if (invocation.DroppedParams.Count > 0)
        {
            response.Headers["x-fairlead-dropped-params"] = string.Join(',', invocation.DroppedParams);
        }
    }

    private static InvocationReply ReplyOf(Invocation invocation, InvocationResult result) => new(
        true,
        new(invocation.Id, result.Status, result.Response, result.Usage, invocation.Deployment.Provider.Identifier, invocation.Deployment.Model));

    internal sealed record Accepted(bool Ok, Accepted.Reference Invocation)
    {
        internal sealed record Reference(string Identifier);
    }
}
