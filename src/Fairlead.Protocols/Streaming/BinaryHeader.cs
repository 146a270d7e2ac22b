using System.Buffers.Binary;

namespace Fairlead.Protocols.Streaming;

/// <summary>A header of a <see cref="BinaryEvent"/>. Integers are signed and big-endian.</summary>
public readonly ref struct BinaryHeader
{
    internal BinaryHeader(ReadOnlySpan<byte> name, BinaryHeaderType type, ReadOnlySpan<byte> value)
    {
        Name = name;
        Type = type;
        Value = value;
    }

    /// <summary>Its name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What it holds.</summary>
    public BinaryHeaderType Type { get; }

    /// <summary>The value's bytes, without their length.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The number of an integer or a time; null for other types.</summary>
    public long? AsInt64() => Type switch
    {
        BinaryHeaderType.Signed8 => (sbyte)Value[0],
        BinaryHeaderType.Signed16 => BinaryPrimitives.ReadInt16BigEndian(Value),
        BinaryHeaderType.Signed32 => BinaryPrimitives.ReadInt32BigEndian(Value),
        BinaryHeaderType.Signed64 or BinaryHeaderType.Timestamp => BinaryPrimitives.ReadInt64BigEndian(Value),
        _ => null,
    };

    /// <summary>The truth of a boolean; null for other types.</summary>
    public bool? AsBoolean() => Type switch
    {
        BinaryHeaderType.True => true,
        BinaryHeaderType.False => false,
        _ => null,
    };

    /// <summary>The UUID; null for other types.</summary>
    public Guid? AsGuid() => Type == BinaryHeaderType.Uuid ? new Guid(Value, bigEndian: true) : null;
}
