namespace Fairlead.Protocols.Streaming;

/// <summary>What a <see cref="BinaryEvent"/> tells: its header <c>:message-type</c>.</summary>
public enum BinaryEventKind
{
    /// <summary>An event, named by <c>:event-type</c>.</summary>
    Event,

    /// <summary>A failure that the service knows, named by <c>:exception-type</c>; its payload describes it.</summary>
    Exception,

    /// <summary>A failure that the service does not know, named by <c>:error-code</c>; it has no payload.</summary>
    Error,
}
