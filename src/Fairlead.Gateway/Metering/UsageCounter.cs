using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Ports;
using Microsoft.Extensions.Hosting;

namespace Fairlead.Gateway.Metering;

/// <summary>
/// Counts, behind the requests and one at a time, the answers whose upstreams do not say what they cost, and writes their records then. What waits is bounded:
/// beyond that a record is written at once, with an estimate. When the process stops all that wait are counted first, for as long as it may take to drain.
/// </summary>
public sealed class UsageCounter : IHostedLifecycleService
{
    private const int MostWaiting = 1024;
    private const long MaxHeld = 64 << 20;

    private readonly Channel<UncountedAnswer> waiting = Channel.CreateBounded<UncountedAnswer>(MostWaiting);
    private readonly TextBudget budget = new(MaxHeld);
    private readonly Lock taking = new();
    private readonly IUsageSink sink;
    private readonly Task counting;
    private UncountedAnswer? current;

    /// <summary>A counter that writes to a sink.</summary>
    public UsageCounter(IUsageSink sink)
    {
        this.sink = sink;
        counting = Task.Run(CountAsync);
    }

    /// <summary>The bytes that are kept to be counted.</summary>
    internal long Held => budget.Held;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Counts what is left, once no request is under way any more; estimates what cannot be counted in time.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        try
        {
            await counting.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            GiveUp();
        }
    }

    /// <summary>Keeps an attempt's text if its answer might not say what it cost; null when it is expected to, or not to be measured in tokens.</summary>
    internal AnswerText? Keep(Attempt attempt) =>
        attempt.Deployment is { } deployment && attempt.Request.IsMeteredText && !deployment.State.UsageReports.Expects(attempt) ? new AnswerText(attempt, budget) : null;

    /// <summary>Has a text counted, and writes the record then; at once, as it is, when too many wait already.</summary>
    internal void Record(in UsageRecord record, AnswerText text)
    {
        if (!waiting.Writer.TryWrite(new UncountedAnswer(record, text)))
        {
            text.Dispose();
            sink.Record(record);
        }
    }

    private async Task CountAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (TryTake(out var answer))
            {
                answer.Count(sink);
            }
        }
    }

    // Taking an answer and remembering it is one step: otherwise there is a moment in which nobody would write its record at the end.
    private bool TryTake([NotNullWhen(true)] out UncountedAnswer? answer)
    {
        lock (taking)
        {
            var isTaken = waiting.Reader.TryRead(out answer);
            current = answer;
            return isTaken;
        }
    }

    private void GiveUp()
    {
        lock (taking)
        {
            current?.GiveUp(sink);
            while (waiting.Reader.TryRead(out var left))
            {
                left.GiveUp(sink);
                left.Dispose();
            }
        }
    }
}
