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
        Runner? following = null;
        try
        {
            following = await IsInTimeAsync(leading.Sent, after) || choose() is not { } second || await context.Preparation.PrepareAsync(second, clientLeft) is not null
                ? null : Start(second);
        }
        catch
        {
            await SupersedeAsync(leading);
            throw;
        }

        return following is null ? await FinishAsync(leading) : await RaceAsync(leading, following);
    }

    private Runner Start(Attempt attempt)
    {
        attempt.Departure = CancellationTokenSource.CreateLinkedTokenSource(clientLeft);
        return new Runner(attempt, context.Sender.SendAsync(attempt, attempt.Departure.Token).AsTask());
    }

    private async ValueTask<bool> IsInTimeAsync(Task leading, TimeSpan after)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(clientLeft);
        var isInTime = await Task.WhenAny(leading, Task.Delay(after, context.Time, inTime.Token)) == leading || clientLeft.IsCancellationRequested;
        await inTime.CancelAsync();
        return isInTime;
    }

    private static async ValueTask<GatewayResult> RaceAsync(Runner one, Runner other)
    {
        var (winner, loser) = await Task.WhenAny(one.Sent, other.Sent) == one.Sent ? (one, other) : (other, one);
        var isOver = true;
        try
        {
            var result = await FinishAsync(winner);
            isOver = result.Answer is not null;
            if (isOver)
            {
                return result;
            }
        }
        finally
        {
            if (isOver)
            {
                await SupersedeAsync(loser);
            }
        }

        // The first to end has failed: the other is the only hope left.
        return await FinishAsync(loser);
    }

    private static async ValueTask<GatewayResult> FinishAsync(Runner runner)
    {
        GatewayResult result = default;
        try
        {
            result = await runner.Sent;
            runner.Attempt.Request.Attempt = runner.Attempt;
            return result;
        }
        finally
        {
            if (result.Answer is null)
            {
                runner.Attempt.Departure!.Dispose();
            }
        }
    }

    private static async ValueTask SupersedeAsync(Runner loser)
    {
        loser.Attempt.IsSuperseded = true;
        await loser.Attempt.Departure!.CancelAsync();
        await ((Task)loser.Sent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loser.Sent.IsCompletedSuccessfully && (await loser.Sent).Answer is { } late)
        {
            await late.DisposeAsync();
        }

        loser.Attempt.Departure.Dispose();
    }

    private sealed record Runner(Attempt Attempt, Task<GatewayResult> Sent);
}
