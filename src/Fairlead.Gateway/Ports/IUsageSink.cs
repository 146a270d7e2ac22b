using Fairlead.Gateway.Metering;

namespace Fairlead.Gateway.Ports;

/// <summary>Takes the record of every request that was let in, and of every upstream call. Called on the request's path: it must not block, wait or throw.</summary>
public interface IUsageSink
{
    /// <summary>Takes the record of a request.</summary>
    void Record(in UsageRecord record);

    /// <summary>Takes the record of an upstream call; it comes before that of its request.</summary>
    void RecordAttempt(in AttemptRecord record);
}
