using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Caching;

/// <summary>Writes the records of requests that no upstream call was made for.</summary>
internal sealed class CacheRecords(AttemptContext context)
{
    /// <summary>How long a stream may be silent before the client gets a sign of life.</summary>
    public TimeSpan KeepAlive => TimeSpan.FromSeconds(context.Gateway.KeepAliveSeconds);

    /// <summary>What the time is read from.</summary>
    public TimeProvider Time => context.Time;

    /// <summary>A request's time so far.</summary>
    public TimeSpan Elapsed(GatewayRequest request) => Time.GetElapsedTime(request.StartedAt);

    /// <summary>Accounts for a request as one that led nowhere.</summary>
    public void Explain(GatewayRequest request, Route route) => context.Log.Begin(request, route).End();

    /// <summary>Writes the record of a request.</summary>
    public void Write(GatewayRequest request, ProviderSnapshot provider, Deployment? deployment, RequestOutcome outcome, int status, Usage? usage, TimeSpan firstByte) =>
        context.Sink.Record(new UsageRecord
        {
            RequestId = request.Id,
            Caller = request.Caller,
            Operation = request.Operation,
            Provider = provider,
            Deployment = deployment,
            Outcome = outcome,
            UpstreamStatus = status,
            Usage = usage ?? default,
            Cache = request.CacheStatus,
            Edits = [],
            TimeToFirstByte = firstByte,
            Duration = Elapsed(request),
        });
}
