using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Answers;

/// <summary>Server-sent events.</summary>
internal sealed class ServerSentFraming : IEventFraming
{
    private const int MaxEvent = 64 << 20;
    private readonly HeldBytes held = new();

    public string? Problem => held.Memory.Length > MaxEvent ? "The upstream sent an event of more than 64 MiB." : null;

    public void Add(ReadOnlySpan<byte> piece) => held.Add(piece);

    public bool TryTake(out ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> data)
    {
        var memory = held.Memory;
        var rest = memory.Span;
        if (!ServerSentEvents.TryTake(ref rest, out var whole))
        {
            name = default;
            data = default;
            return false;
        }

        var taken = memory[..whole.Length];
        held.Take(taken.Length);
        name = ServerSentEvents.Name(taken.Span);
        data = ServerSentEvents.Data(taken);
        return true;
    }

    public void Close() => held.Add("\n\n"u8);

    public void Dispose() => held.Dispose();
}
