using System.Globalization;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Attempts;

/// <summary>An attempt's place at a deployment: what was taken for it, and what the deployment is told of how it went.</summary>
/// <param name="route">The route.</param>
/// <param name="choice">The choice, whose place has been taken.</param>
/// <param name="tokens">About how many tokens were expected.</param>
/// <param name="time">The clock.</param>
internal sealed class Place(Route route, Choice choice, long tokens, TimeProvider time)
{
    private static readonly string[] DateFormats = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    private readonly RouteDeployment deployment = route.Deployments[choice.Index];
    private readonly long takenAt = time.GetTimestamp();
    private bool hasBegun;

    /// <summary>The deployment's index in the route.</summary>
    public int Index => choice.Index;

    /// <summary>The same place, taken once more: when the first attempt's 404 opened the breaker, this one decides.</summary>
    public Place Again()
    {
        deployment.TakeAgain(time.Milliseconds(), tokens);
        return new Place(route, choice with { IsProbe = deployment.State.Breaker.OpenedBy == FailureKind.NotFound }, tokens, time);
    }

    /// <summary>The attempt is not made after all.</summary>
    public void GiveUp()
    {
        deployment.GiveBack(time.Milliseconds(), tokens);
        deployment.State.Breaker.Abstain(choice.IsProbe);
    }

    /// <summary>The answer began.</summary>
    public void Begin(TimeSpan timeToFirstByte)
    {
        hasBegun = true;
        var now = time.Milliseconds();
        deployment.State.Latency.Add(timeToFirstByte.TotalMilliseconds, now);
        route.State.FirstByte.Add(timeToFirstByte.TotalMilliseconds);
        if (route.Breaker is not null)
        {
            deployment.State.Breaker.Succeed(now, choice.IsProbe);
        }
    }

    /// <summary>The attempt is over.</summary>
    public void End(RequestOutcome outcome, AttemptFailure? failure, Usage? usage)
    {
        var now = time.Milliseconds();
        var isRefused = failure is { UpstreamStatus: >= 400 } && !hasBegun; // It has used nothing.
        deployment.Leave(now, tokens, usage is { } used ? used.InputTokens + used.OutputTokens : isRefused ? 0 : tokens);
        if (outcome == RequestOutcome.Superseded && !hasBegun)
        {
            deployment.State.Latency.GiveUp(time.GetElapsedTime(takenAt).TotalMilliseconds, now);
        }

        if (route.Breaker is { } settings)
        {
            Judge(outcome, failure, settings, now, choice.IsProbe && !hasBegun);
        }
    }

    private void Judge(RequestOutcome outcome, AttemptFailure? failure, BreakerSettings settings, long now, bool isProbe)
    {
        if (isProbe && outcome == RequestOutcome.Superseded)
        {
            // It is not well yet, or another answer would not have come first.
            deployment.State.Breaker.Fail(FailureKind.TimedOut, null, settings, now, isProbe);
        }
        else if (failure is null or { IsHurried: true })
        {
            deployment.State.Breaker.Abstain(isProbe);
        }
        else if (DeploymentState.Blames(failure.Kind) && !failure.IsUnknownName)
        {
            deployment.State.Breaker.Fail(failure.Kind, RetryAfter(failure, time), settings, now, isProbe);
        }
        else
        {
            deployment.State.Breaker.Succeed(now, isProbe); // It answered: that the request was wrong is the client's matter.
        }
    }

    /// <summary>When an upstream wants to be asked again; null when it did not say. Sources: RFC 9110, sections 10.2.3 and 5.6.7.</summary>
    internal static TimeSpan? RetryAfter(AttemptFailure failure, TimeProvider time)
    {
        if (failure.RetryAfter?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        // NaN and Infinity are numbers too, but none to wait for.
        if (char.IsAsciiDigit(text[0]) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, BreakerSettings.LongestCooldown.TotalSeconds));
        }

        return DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var at)
            ? TimeSpan.FromTicks(Math.Max(0, (at - time.GetUtcNow()).Ticks)) : null;
    }
}
