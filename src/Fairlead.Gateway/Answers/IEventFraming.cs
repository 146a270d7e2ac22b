namespace Fairlead.Gateway.Answers;

/// <summary>Finds the events in the bytes of a stream.</summary>
internal interface IEventFraming : IDisposable
{
    /// <summary>What is wrong with the bytes; null while nothing is.</summary>
    string? Problem { get; }

    /// <summary>Adds what has come.</summary>
    void Add(ReadOnlySpan<byte> piece);

    /// <summary>Takes the next whole event. It is valid until the next <see cref="Add"/>.</summary>
    bool TryTake(out ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> data);

    /// <summary>Nothing comes any more: what is left may be an event whose end was left out.</summary>
    void Close();
}
