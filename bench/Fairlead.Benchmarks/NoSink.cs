using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Ports;

namespace Fairlead.Benchmarks;

/// <summary>Forgets records.</summary>
internal sealed class NoSink : IUsageSink
{
    public void RecordAttempt(in AttemptRecord record)
    {
    }

    public void Record(in UsageRecord record)
    {
        // What it costs to keep them is not measured here.
    }
}
