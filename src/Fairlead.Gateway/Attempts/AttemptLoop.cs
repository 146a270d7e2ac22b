using System.Runtime.CompilerServices;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Attempts;

/// <summary>
/// Gets a request answered: tries deployments until one begins to answer, and stops there, since what a client has seen cannot be taken back.
/// <list type="number">
/// <item>Fit: of the route's deployments, those that can serve this request.</item>
/// <item>Choose: of these, one that is neither cooling down nor at a limit, by tier, warm prefix and strategy.</item>
/// <item>Prepare: the body for that deployment.</item>
/// <item>Attempt: the call, to the first byte; with hedging, a second one beside a slow first.</item>
/// <item>Judge: an answer, the client's departure and the client's own mistakes end it; so do spent retries and a spent deadline.</item>
/// <item>Again: elsewhere at once, at the same place after a pause.</item>
/// <item>Fall back: to the models that the route names for this kind of failure.</item>
/// </list>
/// </summary>
internal sealed class AttemptLoop(AttemptContext context, CatalogSnapshot snapshot, GatewayRequest request, CancellationToken clientLeft)
{
    private readonly Settlement settlement = new(request, context.Sink, context.Counter, context.Time);

    /// <summary>Tries a route, and then those that it falls back to.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewayResult> RunAsync(Route asked)
    {
        settlement.Trace = context.Log.Begin(request, asked);
        settlement.Asked = asked;
        asked.State.Retries.Earn(context.Options.RetryBudget);
        GatewayResult result;
        try
        {
            result = await new RouteTrial(context, request, asked, settlement, clientLeft).RunAsync();
            if ((result.Failure is not null || result.Refusal is not null) && request.Deployment is null)
            {
                result = await FallBackAsync(asked, result);
            }
        }
        catch
        {
            Settle(clientLeft.IsCancellationRequested ? RequestOutcome.ClientLeft : RequestOutcome.Failed, 0);
            throw;
        }

        if (result.Answer is null)
        {
            Settle(result);
        }

        return result;
    }

    /// <summary>Makes one attempt with a body that flows through: at a deployment of a route, or at the provider that the request names.</summary>
    public async ValueTask<GatewayResult> ForwardAsync(Route? asked)
    {
        GatewayResult result;
        if (asked is null)
        {
            var attempt = new Attempt(request, null, settlement, context.Time) { Limits = request.Limits.Or(request.Provider!.Limits) };
            result = await ForwardAsync(attempt, request.Provider!.Endpoints.Of(request.Operation));
        }
        else
        {
            settlement.Trace = context.Log.Begin(request, asked);
            var (attempt, refused) = await new RouteTrial(context, request, asked, settlement, clientLeft).ChooseAsync();
            result = attempt is null ? refused! : await ForwardAsync(attempt, attempt.Deployment!.Endpoints.Of(request.Operation));
        }

        if (result.Answer is null)
        {
            Settle(result);
        }

        return result;
    }

    private async ValueTask<GatewayResult> ForwardAsync(Attempt attempt, UpstreamEndpoint? endpoint)
    {
        request.Attempt = settlement.Last = attempt;
        attempt.Endpoint = endpoint?.Below(request.Path, request.Query);
        if (attempt.Endpoint is not null)
        {
            if (attempt.Deployment is { } serving)
            {
                request.Upload!.ReplaceModel(serving.UpstreamModel);
            }

            return await context.Sender.SendAsync(attempt, clientLeft);
        }

        attempt.GiveUp();
        settlement.Last = null;
        return attempt.Deployment is { } deployment ? GatewayErrors.OperationNotServed(deployment, request.Operation) : GatewayErrors.ProviderLacks(request.Provider!, request.Operation);
    }

    // 7. Fall back
    private async ValueTask<GatewayResult> FallBackAsync(Route asked, GatewayResult result)
    {
        var models = 1;
        foreach (var name in Fallbacks.Of(asked, result))
        {
            if (snapshot.Find(name) is not { } other || other == asked)
            {
                continue;
            }

            if (models++ >= context.Options.MaxModels || settlement.Elapsed.TotalSeconds >= (request.Limits.Or(asked.Limits).TotalSeconds ?? context.Gateway.TotalTimeoutSeconds))
            {
                break;
            }

            var (failed, attempt, made) = (result, request.Attempt, settlement.Last);
            result = await new RouteTrial(context, request, other, settlement, clientLeft).RunAsync();
            if (result.Failure is null && result.Refusal is null)
            {
                return result;
            }

            // What the model that was asked for said is what the client is told.
            (result, request.Attempt, settlement.Last) = (failed, attempt, made ?? settlement.Last);
        }

        return result;
    }

    private void Settle(in GatewayResult result) => Settle(
        result.HasClientLeft ? RequestOutcome.ClientLeft : result.Failure is null ? RequestOutcome.Refused : RequestOutcome.Failed, result.Failure?.UpstreamStatus ?? 0);

    private void Settle(RequestOutcome outcome, int upstreamStatus)
    {
        if (settlement.Last is not { } last)
        {
            settlement.Trace?.End();
        }
        else
        {
            settlement.Settle(last, outcome, upstreamStatus);
        }
    }
}
