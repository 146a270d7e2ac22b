using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Attempts;

/// <summary>An attempt beside which a second one is begun when it is slow. Whichever answers first serves; the other is cancelled, and has ended before this returns.</summary>
/// <param name="context">What attempts are made with.</param>
/// <param name="choose">Chooses the deployment of the second; null when there is none.</param>
/// <param name="clientLeft">The client's departure.</param>
internal sealed class HedgedAttempt(AttemptContext context, Func<Attempt?> choose, CancellationToken clientLeft)
{
    /// <summary>Sends the first, and in time the second.</summary>
    public async ValueTask<GatewayResult> SendAsync(Attempt first, TimeSpan after)
    {
        var leading = Start(first);
        if (await IsInTimeAsync(leading, after) || choose() is not { } second)
        {
            return await leading;
        }

        if (await context.Preparation.PrepareAsync(second, clientLeft) is not null)
        {
            second.GiveUp();
            return await leading;
        }

        return await RaceAsync((first, leading), (second, Start(second)));
    }

    private Task<GatewayResult> Start(Attempt attempt)
    {
        attempt.Departure = CancellationTokenSource.CreateLinkedTokenSource(clientLeft);
        return context.Sender.SendAsync(attempt, attempt.Departure.Token).AsTask();
    }

    private async ValueTask<bool> IsInTimeAsync(Task leading, TimeSpan after)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(clientLeft);
        var isInTime = await Task.WhenAny(leading, Task.Delay(after, context.Time, inTime.Token)) == leading || clientLeft.IsCancellationRequested;
        await inTime.CancelAsync();
        return isInTime;
    }

    private static async ValueTask<GatewayResult> RaceAsync((Attempt Attempt, Task<GatewayResult> Sent) one, (Attempt Attempt, Task<GatewayResult> Sent) other)
    {
        var (winner, loser) = await Task.WhenAny(one.Sent, other.Sent) == one.Sent ? (one, other) : (other, one);
        var result = await winner.Sent;
        if (result.Answer is null)
        {
            // The first to end has failed: the other is the only hope left.
            (winner, loser) = (loser, winner);
            result = await winner.Sent;
        }
        else
        {
            loser.Attempt.IsSuperseded = true;
            await loser.Attempt.Departure!.CancelAsync();
            if ((await loser.Sent).Answer is { } late)
            {
                await late.DisposeAsync();
            }
        }

        winner.Attempt.Request.Attempt = winner.Attempt;
        return result;
    }
}
