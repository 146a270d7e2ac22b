using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Attempts;

/// <summary>Writes the record of a request, once, however it ends.</summary>
internal sealed class Settlement(GatewayRequest request, AttemptClock clock, IUsageSink sink)
{
    private bool isSettled;

    /// <summary>Writes the record. A later call changes nothing.</summary>
    public void Settle(RequestOutcome outcome, int upstreamStatus, Usage? usage = null, long answeredBytes = 0)
    {
        if (isSettled)
        {
            return;
        }

        isSettled = true;
        sink.Record(new UsageRecord
        {
            Caller = request.Caller,
            Operation = request.Operation,
            Provider = request.Provider,
            Deployment = request.Deployment,
            Outcome = outcome,
            UpstreamStatus = upstreamStatus,
            Usage = usage ?? Estimate(answeredBytes),
            IsEstimated = usage is null && answeredBytes > 0 && request.Operation.IsText(),
            Edits = request.EditNames,
            TimeToFirstByte = clock.TimeToFirstByte,
            Duration = clock.Elapsed,
        });
    }

    // Four bytes to a token is the usual rule of thumb for English text; it is marked as the estimate that it is.
    private Usage Estimate(long answeredBytes) => answeredBytes == 0 || !request.Operation.IsText() ? default : new Usage(request.BodyLength / 4, answeredBytes / 4, 0, 0);
}
