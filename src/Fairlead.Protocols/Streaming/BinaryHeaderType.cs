namespace Fairlead.Protocols.Streaming;

/// <summary>What a <see cref="BinaryHeader"/> holds. The numbers are the wire's.</summary>
public enum BinaryHeaderType
{
    /// <summary>True, without bytes.</summary>
    True,

    /// <summary>False, without bytes.</summary>
    False,

    /// <summary>An integer of 8 bits.</summary>
    Signed8,

    /// <summary>An integer of 16 bits.</summary>
    Signed16,

    /// <summary>An integer of 32 bits.</summary>
    Signed32,

    /// <summary>An integer of 64 bits.</summary>
    Signed64,

    /// <summary>Bytes, at most 32,767 of them.</summary>
    Bytes,

    /// <summary>UTF-8 text of at most 32,767 bytes.</summary>
    Text,

    /// <summary>A time: milliseconds since 1970, an integer of 64 bits.</summary>
    Timestamp,

    /// <summary>A UUID of 16 bytes.</summary>
    Uuid,
}
