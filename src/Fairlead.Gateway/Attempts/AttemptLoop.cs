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
    private Attempt? last;
    private Attempt? hedge;

    // Of the route that is being tried.
    private Route route = null!;
    private Exclusions unfit;
    private ulong fit;
    private ulong tried;
    private ulong hopeless;
    private int retries;

    /// <summary>Tries a route, and then those that it falls back to.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewayResult> RunAsync(Route asked)
    {
        settlement.Trace = context.Log.Begin(request, asked);
        asked.State.Retries.Earn(context.Options.RetryBudget);
        GatewayResult result;
        try
        {
            result = await TryAsync(asked);
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
            if (await BeginAsync(asked) is { } refused)
            {
                result = refused;
            }
            else if (Choose(isHedge: false) is { } attempt)
            {
                request.Upload!.ReplaceModel(attempt.Deployment!.UpstreamModel);
                result = await ForwardAsync(attempt, attempt.Deployment.Endpoints.Of(request.Operation));
            }
            else
            {
                result = Unavailable();
            }
        }

        if (result.Answer is null)
        {
            Settle(result);
        }

        return result;
    }

    private async ValueTask<GatewayResult> ForwardAsync(Attempt attempt, UpstreamEndpoint? endpoint)
    {
        request.Attempt = last = attempt;
        attempt.Endpoint = endpoint?.Below(request.Path, request.Query);
        if (attempt.Endpoint is not null)
        {
            return await context.Sender.SendAsync(attempt, clientLeft);
        }

        attempt.GiveUp();
        last = null;
        return attempt.Deployment is { } deployment ? GatewayErrors.OperationNotServed(deployment, request.Operation) : GatewayErrors.ProviderLacks(request.Provider!, request.Operation);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewayResult> TryAsync(Route next)
    {
        if (await BeginAsync(next) is { } refused)
        {
            return refused;
        }

        GatewayResult result = default;
        var hasPaused = false;
        while (true)
        {
            // 2. Choose
            if (Choose(isHedge: false) is not { } attempt)
            {
                if (result.Failure is not { } failed)
                {
                    return result.Refusal is null ? Unavailable() : result;
                }

                // 6. Again: nobody else is left. To wait for a place counts as to fail once more.
                if ((hasPaused && !MayRepeat(failed.Kind)) || !await PauseAsync(failed))
                {
                    return clientLeft.IsCancellationRequested ? default : result;
                }

                (hasPaused, tried) = (true, hopeless);
                continue;
            }

            // 3. Prepare, 4. Attempt
            var sent = await SendAsync(attempt);
            hasPaused = false;

            // 5. Judge: that one cannot be told what the request says does not hide that another has failed.
            if (result.Failure is not null && sent.Refusal is not null)
            {
                continue;
            }

            result = sent;
            if (!MayGoOn(result))
            {
                return result;
            }
        }
    }

    // 1. Fit
    private async ValueTask<GatewayError?> BeginAsync(Route next)
    {
        route = next;
        request.PrefixHash = request.PrefixHash == 0 && next.IsSticky ? PrefixHash.Of(request) : request.PrefixHash;
        (unfit, tried, hopeless, retries) = (default, 0, 0, 0);
        if (request.Deployment is not null)
        {
            fit = 1;
            return request.Caller is not null && !next.Deployments[0].IsEnabled ? GatewayErrors.ModelDisabled(request.Deployment)
                : await Fitting.ExcessAsync(request, next.Deployments[0]) is { } tokens ? GatewayErrors.ContextWindowExceeded(next.Deployments[0].ContextWindow!.Value, tokens) : null;
        }

        var fitting = await Fitting.OfAsync(request, next);
        (fit, unfit) = (fitting.Set, fitting.Exclusions);
        return fitting.Refusal;
    }

    private Attempt? Choose(bool isHedge)
    {
        var exclusions = unfit;
        exclusions[Exclusion.Tried] |= tried;
        var now = context.Time.Milliseconds();
        var expected = request.BodyLength / 4;
        var choice = request.Deployment is null
            ? Selection.Choose(route, fit & ~tried, now, expected, WarmIndex(now), ref exclusions)
            : tried == 0 ? Named() : Choice.None;
        var step = settlement.Trace!.Add(route, choice, exclusions, now, settlement.Elapsed, isHedge);
        if (choice.Index < 0)
        {
            return null;
        }

        tried |= 1UL << choice.Index;
        var deployment = route.Deployments[choice.Index].Deployment;
        var attempt = new Attempt(request, deployment, settlement, context.Time)
        {
            Place = new Place(route, choice, expected, context.Time),
            Step = step,
            Limits = request.Limits.Or(route.Limits).Or(deployment.Provider.Limits),
        };
        hedge = isHedge ? attempt : null;
        return attempt;
    }

    private Choice Named()
    {
        route.Deployments[0].State.Enter();
        return new Choice(0, ChoiceReason.Named);
    }

    private int WarmIndex(long now) =>
        request.PrefixHash != 0 && route.IsSticky ? context.Warm.Find(request.PrefixHash, route, now) : -1;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewayResult> SendAsync(Attempt attempt)
    {
        request.Attempt = attempt;
        if (request.Operation == Operation.CountTokens && !context.Preparation.IsServed(attempt))
        {
            attempt.GiveUp();
            return await ContextWindow.CountAsync(request.Body);
        }

        if (await context.Preparation.PrepareAsync(attempt, clientLeft) is { } refused)
        {
            // What one deployment cannot be told, another may understand.
            hopeless |= 1UL << attempt.Place!.Index;
            request.Attempt = last ?? attempt;
            return refused;
        }

        last = attempt;
        var result = await SendPreparedAsync(attempt);
        if (result.Answer is not null && request.PrefixHash != 0)
        {
            context.Warm.Remember(request.PrefixHash, route, request.Attempt!.Deployment!, context.Time.Milliseconds());
        }

        return result;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewayResult> SendPreparedAsync(Attempt attempt)
    {
        var result = HedgeAfter is { } after
            ? await new HedgedAttempt(context, () => Choose(isHedge: true), clientLeft).SendAsync(attempt, after)
            : await context.Sender.SendAsync(attempt, clientLeft);
        hopeless |= HopelessAfter(attempt) | HopelessAfter(hedge);
        last = request.Attempt!;
        if (result.Failure is not { } failure || !context.Preparation.Learns(last, failure))
        {
            return result;
        }

        // The same deployment, in the dialect that it turned out to speak.
        var bit = 1UL << last.Place!.Index;
        var other = last.Again(settlement.Trace!.Add(route, last.Step!.Choice, default, context.Time.Milliseconds(), settlement.Elapsed, isHedge: false));
        if (await context.Preparation.PrepareAsync(other, clientLeft) is { } refused)
        {
            return refused;
        }

        request.Attempt = last = other;
        result = await context.Sender.SendAsync(other, clientLeft);
        hopeless = (hopeless & ~bit) | HopelessAfter(other);
        return result;
    }

    private TimeSpan? HedgeAfter => route.Definition?.Hedge is { } policy && request.Followed is null && (fit & ~tried) != 0 ? policy.After ?? route.State.FirstByte.Quantile(0.95) : null;

    // Where asking again is of no use.
    private ulong HopelessAfter(Attempt? attempt) => attempt?.FailedBy is { } kind && !RetryPolicy.MayPass(kind, route.Definition?.Retries) ? 1UL << attempt.Place!.Index : 0;

    private bool MayGoOn(in GatewayResult result)
    {
        var isAnyLeft = (fit & ~tried) != 0;
        return result.Failure is { } failure
            ? (isAnyLeft || (fit & ~hopeless) != 0) && MayRepeat(failure.Kind)
            : result.Refusal is not null && request.Deployment is null && isAnyLeft;
    }

    private bool MayRepeat(FailureKind kind)
    {
        var allowed = request.Deployment is not null ? 0 : route.Definition?.Retries?.Of(kind, context.Options.Retries) ?? (DeploymentState.Blames(kind) ? context.Options.Retries : 0);
        return retries++ < allowed && settlement.Elapsed.TotalSeconds < TotalSeconds && route.State.Retries.TrySpend(context.Time.Milliseconds());
    }

    private double TotalSeconds => request.Limits.Or(route.Limits).TotalSeconds ?? context.Gateway.TotalTimeoutSeconds;

    /// <summary>Waits before the same deployments are asked again; false when that would take too long.</summary>
    private async ValueTask<bool> PauseAsync(AttemptFailure failure)
    {
        var again = fit & ~hopeless;
        if (again == 0)
        {
            return false;
        }

        var now = context.Time.Milliseconds();
        var pause = Backoff.Of(retries, context.Options.MaxRetryDelaySeconds, route.State.Dice);
        var wait = route.Breaker is null ? Place.RetryAfter(failure, context.Time) ?? TimeSpan.Zero : Selection.UntilFirst(route, again, now);
        pause = wait > pause ? wait : pause;
        if (pause.TotalSeconds > context.Options.MaxRetryDelaySeconds || (settlement.Elapsed + pause).TotalSeconds >= TotalSeconds)
        {
            return false;
        }

        try
        {
            await Task.Delay(pause, context.Time, clientLeft);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
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

            if (models++ >= context.Options.MaxModels || settlement.Elapsed.TotalSeconds >= TotalSeconds)
            {
                break;
            }

            var (failed, attempt, made) = (result, request.Attempt, last);
            result = await TryAsync(other);
            if (result.Answer is not null || result.HasClientLeft)
            {
                return result;
            }

            // What the model that was asked for said is what the client is told.
            (result, request.Attempt, last) = (failed, attempt, made ?? last);
        }

        return result;
    }

    private GatewayResult Unavailable() => RouteRefusals.Unavailable(route, fit, context.Time.Milliseconds());

    private void Settle(in GatewayResult result) => Settle(
        result.HasClientLeft ? RequestOutcome.ClientLeft : result.Failure is null ? RequestOutcome.Refused : RequestOutcome.Failed, result.Failure?.UpstreamStatus ?? 0);

    private void Settle(RequestOutcome outcome, int upstreamStatus)
    {
        if (last is null)
        {
            settlement.Trace?.End();
        }
        else
        {
            settlement.Settle(last, outcome, upstreamStatus);
        }
    }
}
