using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Metering;

/// <summary>An answer that waits to be counted. Its record is written once, by whoever comes first.</summary>
/// <param name="record">The record, with an estimate.</param>
/// <param name="text">The text.</param>
internal sealed class UncountedAnswer(UsageRecord record, AnswerText text) : IDisposable
{
    private readonly Lock recording = new();
    private bool isRecorded;

    /// <summary>Counts it and writes its record; the estimate stays when it cannot be counted.</summary>
    public void Count(IUsageSink sink)
    {
        var counted = Counted();
        text.Dispose(); // Before the record is there: whoever sees it may count on the room.
        Record(sink, counted);
    }

    /// <summary>Writes its record with the estimate.</summary>
    public void GiveUp(IUsageSink sink) => Record(sink, record);

    /// <summary>Lets the text go, uncounted.</summary>
    public void Dispose() => text.Dispose();

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
        // Whoever comes second goes on when the record is written, not when it is about to be.
        lock (recording)
        {
            if (!isRecorded)
            {
                isRecorded = true;
                sink.Record(written);
            }
        }
    }
}
