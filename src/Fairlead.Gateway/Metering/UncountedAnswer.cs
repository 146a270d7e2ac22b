using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Metering;

/// <summary>An answer that waits to be counted. Its record is written once, by whoever comes first.</summary>
/// <param name="record">The record, with an estimate.</param>
/// <param name="text">The text.</param>
internal sealed class UncountedAnswer(UsageRecord record, AnswerText text)
{
    private int isRecorded;

    /// <summary>Counts it and writes its record; the estimate stays when it cannot be counted.</summary>
    public void Count(IUsageSink sink)
    {
        using (text)
        {
            Record(sink, Counted());
        }
    }

    /// <summary>Writes its record with the estimate.</summary>
    public void GiveUp(IUsageSink sink) => Record(sink, record);

    private UsageRecord Counted()
    {
        try
        {
            return text.Count() is { } usage ? record with { Usage = usage, UsageSource = UsageSource.Tokenizer } : record;
        }
        catch (Exception)
        {
            return record; // Whatever a body holds, its record is written.
        }
    }

    private void Record(IUsageSink sink, in UsageRecord written)
    {
        if (Interlocked.Exchange(ref isRecorded, 1) == 0)
        {
            sink.Record(written);
        }
    }
}
