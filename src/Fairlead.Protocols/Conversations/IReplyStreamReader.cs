namespace Fairlead.Protocols.Conversations;

/// <summary>Reads an upstream's streamed answer in one dialect, event by event. One for each stream.</summary>
public interface IReplyStreamReader
{
    /// <summary>Tells the sink what an event says. Never throws, whatever the bytes.</summary>
    /// <param name="name">The event's name: SSE's <c>event</c>, the event stream's <c>:event-type</c> or <c>:exception-type</c>; may be empty.</param>
    /// <param name="data">Its payload.</param>
    /// <param name="sink">Who hears it.</param>
    void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink);

    /// <summary>The stream has ended: tells <see cref="IReplySink.Complete"/> if the answer was whole though the dialect has no terminator, or the server left it out.</summary>
    /// <returns>Whether the answer was whole.</returns>
    bool Close(IReplySink sink);
}
