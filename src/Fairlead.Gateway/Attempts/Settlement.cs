using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Attempts;

/// <summary>Writes the records of a request: one of each attempt, and one of the request itself, once, however it ends.</summary>
internal sealed class Settlement(GatewayRequest request, IUsageSink sink, TimeProvider time)
{
    private bool isSettled;

    /// <summary>Where the choices are accounted for.</summary>
    public RouteTrace? Trace { get; set; }

    /// <summary>The request's time so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(request.StartedAt);

    /// <summary>An attempt begins.</summary>
    public void Count() => request.Attempts++;

    /// <summary>The one that began last was not made after all.</summary>
    public void Discount() => request.Attempts--;

    /// <summary>Writes the record of an attempt.</summary>
    public void Record(in AttemptRecord record) => sink.RecordAttempt(record);

    /// <summary>Writes the record of the request. A later call changes nothing.</summary>
    public void Settle(Attempt attempt, RequestOutcome outcome, int upstreamStatus, Usage? usage = null, long answeredBytes = 0)
    {
        if (isSettled)
        {
            return;
        }

        isSettled = true;
        Trace?.End();
        sink.Record(new UsageRecord
        {
            RequestId = request.Id,
            Caller = request.Caller,
            Operation = request.Operation,
            Provider = attempt.Provider,
            Deployment = attempt.Deployment,
            Outcome = outcome,
            UpstreamStatus = upstreamStatus,
            Attempts = request.Attempts,
            Usage = usage ?? Estimate(answeredBytes),
            IsEstimated = usage is null && answeredBytes > 0 && request.Operation.IsText(),
            Edits = attempt.EditNames,
            TimeToFirstByte = attempt.FirstByteAt is { } at ? time.GetElapsedTime(request.StartedAt, at) : default,
            Duration = Elapsed,
        });
    }

    // Four bytes to a token is the usual rule of thumb for English text; it is marked as the estimate that it is.
    private Usage Estimate(long answeredBytes) => answeredBytes == 0 || !request.Operation.IsText() ? default : new Usage(request.BodyLength / 4, answeredBytes / 4, 0, 0);
}
