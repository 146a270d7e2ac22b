using System.Collections.Concurrent;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>Keeps the records.</summary>
internal sealed class Sink : IUsageSink
{
    public ConcurrentQueue<UsageRecord> Records { get; } = new();

    public ConcurrentQueue<AttemptRecord> Attempts { get; } = new();

    public void Record(in UsageRecord record) => Records.Enqueue(record);

    public void RecordAttempt(in AttemptRecord record) => Attempts.Enqueue(record);
}
