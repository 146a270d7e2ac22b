using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Answers;

/// <summary>Amazon's event stream: <c>application/vnd.amazon.eventstream</c>.</summary>
internal sealed class AmazonFraming : IEventFraming
{
    private readonly HeldBytes held = new();

    public string? Problem { get; private set; }

    public void Add(ReadOnlySpan<byte> piece) => held.Add(piece);

    public bool TryTake(out ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> data)
    {
        name = default;
        data = default;
        var rest = held.Memory;
        var before = rest.Length;
        var read = BinaryEvents.Take(ref rest, out var message);
        if (read != BinaryEventRead.Message)
        {
            Problem = read == BinaryEventRead.Corrupt ? "The upstream's event stream is damaged: a checksum or a length is wrong." : null;
            return false;
        }

        held.Take(before - rest.Length);
        name = message.Name;
        data = message.Payload;
        return true;
    }

    public void Close()
    {
        // A message has its length: half of one is never taken for a whole.
    }

    public void Dispose() => held.Dispose();
}
