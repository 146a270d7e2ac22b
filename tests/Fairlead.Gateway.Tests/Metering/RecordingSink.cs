using System.Threading.Channels;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>Keeps the records of requests for a test to take.</summary>
internal sealed class RecordingSink : IUsageSink
{
    private readonly Channel<UsageRecord> records = Channel.CreateUnbounded<UsageRecord>();

    /// <summary>The records that are there and were not taken.</summary>
    public int Count => records.Reader.Count;

    /// <summary>The next record, when it comes.</summary>
    public ValueTask<UsageRecord> NextAsync() => records.Reader.ReadAsync(Rig.Patience);

    public void Record(in UsageRecord record) => records.Writer.TryWrite(record);

    public void RecordAttempt(in AttemptRecord record)
    {
        // Requests alone are looked at.
    }
}
