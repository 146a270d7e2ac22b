using System.Runtime.CompilerServices;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Attempts;

/// <summary>Tries the deployments of one route: the steps 1 to 6 of <see cref="AttemptLoop"/>.</summary>
internal sealed class RouteTrial(AttemptContext context, GatewayRequest request, Route route, Settlement settlement, CancellationToken clientLeft)
{
    private Attempt? hedge;
    private Exclusions unfit;
    private ulong fit;
    private ulong tried;
    private ulong hopeless;
    private int retries;

    /// <summary>Tries them until one begins to answer, or there is nothing left to try.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewayResult> RunAsync()
    {
        if (await FitAsync() is { } refused)
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
                    return result.Refusal is null ? RouteRefusals.Unavailable(route, fit, context.Time.Milliseconds()) : result;
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

    /// <summary>Chooses a deployment for the one attempt that there can be.</summary>
    /// <returns>The attempt, or why there is none.</returns>
    public async ValueTask<(Attempt? Attempt, GatewayError? Refusal)> ChooseAsync() =>
        await FitAsync() is { } refused ? (null, refused)
        : Choose(isHedge: false) is { } attempt ? (attempt, null)
        : (null, RouteRefusals.Unavailable(route, fit, context.Time.Milliseconds()));

    // 1. Fit
    private async ValueTask<GatewayError?> FitAsync()
    {
        request.PrefixHash = request.PrefixHash == 0 && route.IsSticky ? PrefixHash.Of(request) : request.PrefixHash;
        if (request.Deployment is not null)
        {
            fit = 1;
            return request.Caller is not null && !route.Deployments[0].IsEnabled ? GatewayErrors.ModelDisabled(request.Deployment)
                : await Fitting.ExcessAsync(request, route.Deployments[0]) is { } tokens ? GatewayErrors.ContextWindowExceeded(route.Deployments[0].ContextWindow!.Value, tokens) : null;
        }

        var fitting = await Fitting.OfAsync(request, route);
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
            Limits = LimitsAt(deployment),
        };
        hedge = isHedge ? attempt : null;
        return attempt;
    }

    // A model that turns slow as a whole is not to get twice its load: a second attempt is paid for as a retry is.
    private Attempt? ChooseHedge() => route.State.Retries.TrySpend(context.Time.Milliseconds()) ? Choose(isHedge: true) : null;

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
            request.Attempt = settlement.Last ?? attempt;
            return refused;
        }

        settlement.Last = attempt;
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
            ? await new HedgedAttempt(context, ChooseHedge, clientLeft).SendAsync(attempt, after)
            : await context.Sender.SendAsync(attempt, clientLeft);
        hopeless |= HopelessAfter(attempt) | HopelessAfter(hedge);
        var made = settlement.Last = request.Attempt!;
        if (result.Failure is not { } failure || !AbsentEndpoints.HasAnother(made, failure))
        {
            return result;
        }

        // The same deployment, in the dialect that it turned out to speak.
        var bit = 1UL << made.Place!.Index;
        var other = made.Again(settlement.Trace!.Add(route, made.Step!.Choice, default, context.Time.Milliseconds(), settlement.Elapsed, isHedge: false));
        if (await context.Preparation.PrepareAsync(other, clientLeft) is { } refused)
        {
            return refused;
        }

        request.Attempt = settlement.Last = other;
        result = await context.Sender.SendAsync(other, clientLeft);
        hopeless = (hopeless & ~bit) | HopelessAfter(other);
        if (result.Answer is not null)
        {
            context.Preparation.Learn(made);
        }

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

    private double TotalSeconds => request.Limits.Or((settlement.Asked ?? route).Limits).TotalSeconds ?? context.Gateway.TotalTimeoutSeconds;

    // A request has one deadline, that of the model that it asks for.
    private TimeLimits LimitsAt(Deployment deployment)
    {
        var limits = request.Limits.Or(route.Limits).Or(deployment.Provider.Limits);
        return settlement.Asked is { } asked && asked != route ? limits with { TotalSeconds = request.Limits.Or(asked.Limits).TotalSeconds } : limits;
    }

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
}
