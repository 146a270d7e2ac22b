namespace Fairlead.Protocols.Conversations;

/// <summary>
/// Writes an answer for a client in one dialect. One for each answer. A stream's writer writes whole events as it hears; a body's writer
/// writes once, when it hears <see cref="IReplySink.Complete"/>.
/// </summary>
public interface IReplyWriter : IReplySink
{
    /// <summary>What it writes: <c>application/json</c> or <c>text/event-stream</c>.</summary>
    string ContentType { get; }
}
