using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Answers;

/// <summary>
/// An answer on its way to the caller, who pulls it piece by piece. When it ends, or is disposed of before, its record is written.
/// </summary>
public abstract class Answer : IAsyncDisposable
{
    private protected Answer()
    {
    }

    /// <summary>The upstream's status, always 2xx.</summary>
    public abstract int Status { get; }

    /// <summary>The media type for the client.</summary>
    public abstract string ContentType { get; }

    /// <summary>The length, when it is known and the bytes are the upstream's.</summary>
    public virtual long? ContentLength => null;

    /// <summary>Whether the pieces are events of a stream.</summary>
    public abstract bool IsEventStream { get; }

    /// <summary>Why the answer ended before its end; null when it did not.</summary>
    public AttemptFailure? Failure { get; private protected set; }

    /// <summary>The client has had the upstream's own error event: nothing is to be added.</summary>
    public bool IsFailureTold { get; private protected set; }

    /// <summary>The tokens, once the upstream has said.</summary>
    public abstract Usage? Usage { get; }

    /// <summary>The upstream's headers that may cross.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The client's fields that were lost.</summary>
    public abstract IReadOnlyList<string> DroppedParams { get; }

    /// <summary>The provider and model that answer.</summary>
    public abstract string ServedBy { get; }

    /// <summary>How many upstream calls it took.</summary>
    public abstract int Attempts { get; }

    /// <summary>What was asked.</summary>
    public abstract Operation Operation { get; }

    /// <summary>How long a stream may be silent before the client gets a sign of life.</summary>
    internal abstract TimeSpan KeepAlive { get; }

    /// <summary>What the time is read from.</summary>
    internal abstract TimeProvider Time { get; }

    /// <summary>The next piece; empty at the end. It is valid until the next call.</summary>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
