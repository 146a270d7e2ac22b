using System.Collections.Concurrent;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>Remembers the records, in order.</summary>
internal sealed class RecordingSink : IUsageSink
{
    private readonly ConcurrentQueue<UsageRecord> requests = new();
    private readonly ConcurrentQueue<AttemptRecord> attempts = new();

    public IReadOnlyList<UsageRecord> Requests => [.. requests];

    public IReadOnlyList<AttemptRecord> Attempts => [.. attempts];

    public void Record(in UsageRecord record) => requests.Enqueue(record);

    public void RecordAttempt(in AttemptRecord record) => attempts.Enqueue(record);
}
