using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;

namespace Fairlead.Gateway.Attempts;

/// <summary>Writes the records of a request: one of each attempt, and one of the request itself, once, however it ends.</summary>
internal sealed class Settlement(GatewayRequest request, IUsageSink sink, UsageCounter counter, TimeProvider time)
{
    private bool isSettled;

    /// <summary>Where the choices are accounted for.</summary>
    public RouteTrace? Trace { get; set; }

    /// <summary>The route of the model that was asked for: its total is the whole request's, also at the models that it falls back to.</summary>
    public Route? Asked { get; set; }

    /// <summary>The attempt that the request's record tells of: the last that was made; null while there was none.</summary>
    public Attempt? Last { get; set; }

    /// <summary>The request's time so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(request.StartedAt);

    /// <summary>An attempt begins.</summary>
    public void Count() => request.Attempts++;

    /// <summary>The one that began last was not made after all.</summary>
    public void Discount() => request.Attempts--;

    /// <summary>Writes the record of an attempt.</summary>
    public void Record(in AttemptRecord record) => sink.RecordAttempt(record);

    /// <summary>Keeps the text of an attempt whose answer may have to be counted; null when it does not.</summary>
    public AnswerText? Keep(Attempt attempt) => counter.Keep(attempt);

    /// <summary>Writes the record of the request, when its tokens are counted. A later call changes nothing.</summary>
    public void Settle(Attempt attempt, RequestOutcome outcome, int upstreamStatus, in AnswerCost cost = default)
    {
        if (isSettled)
        {
            cost.Text?.Dispose();
            return;
        }

        isSettled = true;
        Trace?.End();
        if (outcome == RequestOutcome.Completed && request.IsMeteredText)
        {
            attempt.Deployment?.State.UsageReports.Learn(attempt, cost.IsSaid);
        }

        var record = RecordOf(attempt, outcome, upstreamStatus, cost);
        if (cost.Text is { } text && !cost.IsSaid && cost.IsCountable(request))
        {
            counter.Record(record, text);
            return;
        }

        cost.Text?.Dispose();
        sink.Record(record);
    }

    private UsageRecord RecordOf(Attempt attempt, RequestOutcome outcome, int upstreamStatus, in AnswerCost cost)
    {
        var (usage, source) = cost.Tell(request, outcome);
        return new UsageRecord
        {
            RequestId = request.Id,
            Caller = request.Caller,
            Operation = request.Operation,
            Provider = attempt.Provider,
            Deployment = attempt.Deployment,
            Outcome = request.HasLeft && outcome == RequestOutcome.Completed ? RequestOutcome.ClientLeft : outcome,
            UpstreamStatus = upstreamStatus,
            Attempts = request.Attempts,
            Usage = usage,
            UsageSource = source,
            Cache = request.CacheStatus,
            Edits = attempt.EditNames,
            TimeToFirstByte = attempt.FirstByteAt is { } at ? time.GetElapsedTime(request.StartedAt, at) : default,
            Duration = Elapsed,
        };
    }
}
