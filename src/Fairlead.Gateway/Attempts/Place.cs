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
    private readonly RouteDeployment deployment = route.Deployments[choice.Index];
    private readonly long takenAt = time.GetTimestamp();
    private bool hasBegun;

    /// <summary>The same place, taken once more.</summary>
    public Place Again()
    {
        deployment.State.Enter();
        return new Place(route, choice with { IsProbe = false }, 0, time);
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
        deployment.Leave(now, tokens, usage is { } used ? used.InputTokens + used.OutputTokens : tokens);
        if (outcome == RequestOutcome.Superseded && !hasBegun)
        {
            deployment.State.Latency.GiveUp(time.GetElapsedTime(takenAt).TotalMilliseconds, now);
        }

        if (route.Breaker is { } settings)
        {
            Judge(failure, settings, now, choice.IsProbe && !hasBegun);
        }
    }

    private void Judge(AttemptFailure? failure, BreakerSettings settings, long now, bool isProbe)
    {
        if (failure is null)
        {
            deployment.State.Breaker.Abstain(isProbe);
        }
        else if (DeploymentState.Blames(failure.Kind))
        {
            deployment.State.Breaker.Fail(failure.Kind, RetryAfter(failure, time), settings, now, isProbe);
        }
        else
        {
            deployment.State.Breaker.Succeed(now, isProbe); // It answered: that the request was wrong is the client's matter.
        }
    }

    /// <summary>When an upstream wants to be asked again; null when it did not say. Source: RFC 9110, section 10.2.3.</summary>
    internal static TimeSpan? RetryAfter(AttemptFailure failure, TimeProvider time)
    {
        if (failure.RetryAfter is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, BreakerSettings.LongestCooldown.TotalSeconds));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? TimeSpan.FromTicks(Math.Max(0, (at - time.GetUtcNow()).Ticks)) : null;
    }
}
