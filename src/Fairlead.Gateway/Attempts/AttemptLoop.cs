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
        var result = await TryAsync(asked);
        if (result.Failure is not null || result.Refusal is not null)
        {
            result = request.Deployment is null ? await FallBackAsync(asked, result) : result;
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
        while (true)
        {
            // 2. Choose
            if (Choose(isHedge: false) is not { } attempt)
            {
                if (result.Failure is null)
                {
                    return result.Refusal is null ? Unavailable() : result;
                }

                // 6. Again: nobody else is left.
                if (!await PauseAsync(result.Failure))
                {
                    return result;
                }

                tried = hopeless;
                continue;
            }

            // 3. Prepare, 4. Attempt
            result = await SendAsync(attempt);

            // 5. Judge
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
        request.PrefixHash = request.PrefixHash == 0 && IsSticky ? PrefixHash.Of(request) : request.PrefixHash;
        (unfit, tried, hopeless, retries) = (default, 0, 0, 0);
        if (request.Deployment is not null)
        {
            fit = 1;
            return request.Caller is not null && !next.Deployments[0].IsEnabled ? GatewayErrors.ModelDisabled(request.Deployment)
                : await ExcessAsync(next.Deployments[0]) is { } tokens ? GatewayErrors.ContextWindowExceeded(next.Deployments[0].ContextWindow!.Value, tokens) : null;
        }

        fit = RequestNeeds.Of(request, next).Fit(next, ref unfit);
        return fit == 0 ? RouteRefusals.Of(next, unfit, request) : await FitWindowsAsync();
    }

    private async ValueTask<GatewayError?> FitWindowsAsync()
    {
        var longest = default((RouteDeployment Place, int Tokens)?);
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            var place = route.Deployments[index];
            if ((fit & (1UL << index)) != 0 && await ExcessAsync(place) is { } tokens)
            {
                fit &= ~(1UL << index);
                unfit[Exclusion.ContextWindow] |= 1UL << index;
                longest = longest is null || place.ContextWindow > longest.Value.Place.ContextWindow ? (place, tokens) : longest;
            }
        }

        return fit == 0 && longest is { } window ? GatewayErrors.ContextWindowExceeded(window.Place.ContextWindow!.Value, window.Tokens) : null;
    }

    private async ValueTask<int?> ExcessAsync(RouteDeployment place) =>
        place.ContextWindow < request.BodyLength && await ContextWindow.ExcessAsync(request, place.ContextWindow) is > 0 and var tokens ? tokens : null;

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
        return new Attempt(request, deployment, settlement, context.Time)
        {
            Place = new Place(route, choice, expected, context.Time),
            Step = step,
            Limits = request.Limits.Or(route.Limits).Or(deployment.Provider.Limits),
        };
    }

    private Choice Named()
    {
        route.Deployments[0].State.Enter();
        return new Choice(0, ChoiceReason.Named);
    }

    private bool IsSticky => route.Deployments.Length > 1 && route.Definition is { Affinity: true };

    private int WarmIndex(long now) =>
        request.PrefixHash != 0 && IsSticky ? context.Warm.Find(request.PrefixHash, route, now) : -1;

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
            attempt.GiveUp();
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
        if (route.Definition?.Hedge is { } hedge && request.Followed is null && (hedge.After ?? route.State.FirstByte.Quantile(0.95)) is { } after && (fit & ~tried) != 0)
        {
            return await new HedgedAttempt(context, () => Choose(isHedge: true), clientLeft).SendAsync(attempt, after);
        }

        var result = await context.Sender.SendAsync(attempt, clientLeft);
        if (result.Failure is not { } failure || !context.Preparation.Learns(attempt, failure))
        {
            return result;
        }

        // The same deployment, in the dialect that it turned out to speak.
        var other = attempt.Again(settlement.Trace!.Add(route, attempt.Step!.Choice, default, context.Time.Milliseconds(), settlement.Elapsed, isHedge: false));
        request.Attempt = last = other;
        if (await context.Preparation.PrepareAsync(other, clientLeft) is not { } refused)
        {
            return await context.Sender.SendAsync(other, clientLeft);
        }

        other.GiveUp();
        return refused;
    }

    private bool MayGoOn(in GatewayResult result)
    {
        if (result.Failure is not { } failure)
        {
            // What one deployment cannot be told, another may understand.
            hopeless |= 1UL << request.Attempt!.Step!.Choice.Index;
            return result.Refusal is not null && request.Deployment is null && (fit & ~tried) != 0;
        }

        var mayPass = RetryPolicy.MayPass(failure.Kind, route.Definition?.Retries);
        if (!mayPass)
        {
            hopeless |= 1UL << request.Attempt!.Step!.Choice.Index;
        }

        var allowed = request.Deployment is not null ? 0 : route.Definition?.Retries?.Of(failure.Kind, context.Options.Retries) ?? (DeploymentState.Blames(failure.Kind) ? context.Options.Retries : 0);
        return retries++ < allowed && (mayPass || (fit & ~tried) != 0) && route.State.Retries.TrySpend(context.Time.Milliseconds());
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
        pause = Longer(pause, Place.RetryAfter(failure, context.Time));
        pause = route.Breaker is null ? pause : Longer(pause, Selection.UntilNext(route, again, now));
        var total = request.Limits.Or(route.Limits).TotalSeconds ?? context.Gateway.TotalTimeoutSeconds;
        if (pause.TotalSeconds > context.Options.MaxRetryDelaySeconds || (settlement.Elapsed + pause).TotalSeconds >= total)
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

    private static TimeSpan Longer(TimeSpan pause, TimeSpan? other) => other > pause ? other.Value : pause;

    // 7. Fall back
    private async ValueTask<GatewayResult> FallBackAsync(Route asked, GatewayResult result)
    {
        var models = 1;
        foreach (var name in Fallbacks.Of(asked, result))
        {
            if (models++ >= context.Options.MaxModels)
            {
                break;
            }

            if (snapshot.Find(name) is not { } other || other == asked)
            {
                continue;
            }

            var (failed, attempt) = (result, request.Attempt);
            result = await TryAsync(other);
            if (result.Answer is not null || result.HasClientLeft)
            {
                return result;
            }

            // What the model that was asked for said is what the client is told.
            (result, request.Attempt) = (failed, attempt);
        }

        return result;
    }

    private GatewayResult Unavailable() =>
        (Selection.UntilNext(route, fit, context.Time.Milliseconds()) is { } wait) ? GatewayErrors.AllCoolingDown(route, wait) : GatewayErrors.AllAtLimit(route);

    private void Settle(in GatewayResult result)
    {
        if (last is null)
        {
            settlement.Trace?.End();
        }
        else
        {
            var outcome = result.HasClientLeft ? RequestOutcome.ClientLeft : result.Failure is null ? RequestOutcome.Refused : RequestOutcome.Failed;
            settlement.Settle(last, outcome, result.Failure?.UpstreamStatus ?? 0);
        }
    }
}
