using Fairlead.Gateway.Metering;

namespace Fairlead.Gateway.Ports;

/// <summary>Takes the record of every request that was let in. Called on the request's path: it must not block, wait or throw.</summary>
public interface IUsageSink
{
    /// <summary>Takes one record.</summary>
    void Record(in UsageRecord record);
}
