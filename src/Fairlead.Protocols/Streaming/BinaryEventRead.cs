namespace Fairlead.Protocols.Streaming;

/// <summary>What <see cref="BinaryEvents.Take"/> found.</summary>
public enum BinaryEventRead
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The beginning of a message: more bytes are to come.</summary>
    Incomplete,

    /// <summary>Bytes that are no message, or one that was damaged or is too long: nothing after them can be read.</summary>
    Corrupt,
}
