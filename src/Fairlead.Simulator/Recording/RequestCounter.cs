namespace Fairlead.Simulator.Recording;

/// <summary>Counts the requests for one model.</summary>
internal sealed class RequestCounter
{
    private readonly Lock gate = new();
    private RequestCounts counts = new(0, 0, 0, 0, 0, 0, default, default);

    internal RequestCounts Counts
    {
        get
        {
            lock (gate)
            {
                return counts;
            }
        }
    }

    internal void Arrived(DateTimeOffset at)
    {
        lock (gate)
        {
            counts = counts with
            {
                Received = counts.Received + 1,
                FirstAt = counts.Received == 0 || at < counts.FirstAt ? at : counts.FirstAt,
                LastAt = at > counts.LastAt ? at : counts.LastAt,
            };
        }
    }

    internal void Ended(RequestOutcome outcome, int? status, bool onPurpose)
    {
        lock (gate)
        {
            counts = (outcome, status, onPurpose) switch
            {
                (RequestOutcome.Cut, _, _) => counts with { Cut = counts.Cut + 1 },
                (RequestOutcome.ClientLeft, _, _) => counts with { ClientLeft = counts.ClientLeft + 1 },
                (_, _, true) => counts with { Failed = counts.Failed + 1 },
                (_, >= 400, _) => counts with { Refused = counts.Refused + 1 },
                _ => counts with { Answered = counts.Answered + 1 },
            };
        }
    }
}
