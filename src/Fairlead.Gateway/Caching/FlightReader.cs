namespace Fairlead.Gateway.Caching;

/// <summary>One request's place in a shared answer.</summary>
internal sealed class FlightReader
{
    private readonly Flight flight;
    private CancellationTokenRegistration departure;

    public FlightReader(Flight flight, bool isLeader, bool isLate, CancellationToken clientLeft)
    {
        (this.flight, IsLeader, IsLate, ClientLeft) = (flight, isLeader, isLate, clientLeft);
    }

    /// <summary>Whether the upstream call was made for this request.</summary>
    public bool IsLeader { get; }

    /// <summary>Whether the answer was whole when the request came.</summary>
    public bool IsLate { get; }

    /// <summary>The client's departure.</summary>
    public CancellationToken ClientLeft { get; }

    /// <summary>The number of the piece that it reads next.</summary>
    public long Next { get; set; }

    /// <summary>It fell so far behind that what it needs is gone.</summary>
    public bool IsLost { get; set; }

    /// <summary>It reads no more.</summary>
    public bool HasLeft { get; set; }

    /// <summary>It has read the answer to its end.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Leaves when its client does.</summary>
    public void Watch() => departure = ClientLeft.UnsafeRegister(static state => ((FlightReader)state!).flight.Leave((FlightReader)state), this);

    /// <summary>The next piece; empty at the end.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync() => flight.ReadAsync(this);

    /// <summary>Reads no more.</summary>
    public void Leave()
    {
        departure.Unregister();
        flight.Leave(this);
    }
}
