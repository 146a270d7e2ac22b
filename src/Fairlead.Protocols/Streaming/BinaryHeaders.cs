using System.Buffers.Binary;

namespace Fairlead.Protocols.Streaming;

/// <summary>Walks over the headers of a <see cref="BinaryEvent"/>, in order. Stops at what is no header.</summary>
public ref struct BinaryHeaders
{
    private ReadOnlySpan<byte> rest;
    private ReadOnlySpan<byte> name;
    private ReadOnlySpan<byte> value;
    private BinaryHeaderType type;

    internal BinaryHeaders(ReadOnlySpan<byte> headers) => rest = headers;

    /// <summary>The header.</summary>
    public readonly BinaryHeader Current => new(name, type, value);

    /// <summary>Whether every byte so far belongs to a header.</summary>
    internal readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Itself: what <c>foreach</c> asks for.</summary>
    public readonly BinaryHeaders GetEnumerator() => this;

    /// <summary>Goes to the next header.</summary>
    public bool MoveNext()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        // A byte of length, the name, a byte of type, then the value.
        var nameLength = rest[0];
        var start = nameLength + 2;
        if (nameLength == 0 || start > rest.Length || rest[nameLength + 1] > (byte)BinaryHeaderType.Uuid)
        {
            return false;
        }

        type = (BinaryHeaderType)rest[nameLength + 1];
        var prefix = type is BinaryHeaderType.Bytes or BinaryHeaderType.Text ? 2 : 0;
        if (start + prefix > rest.Length)
        {
            return false;
        }

        var length = prefix == 0 ? Length(type) : BinaryPrimitives.ReadUInt16BigEndian(rest[start..]);
        if (start + prefix + length > rest.Length)
        {
            return false;
        }

        name = rest.Slice(1, nameLength);
        value = rest.Slice(start + prefix, length);
        rest = rest[(start + prefix + length)..];
        return true;
    }

    private static int Length(BinaryHeaderType type) => type switch
    {
        BinaryHeaderType.Signed8 => 1,
        BinaryHeaderType.Signed16 => 2,
        BinaryHeaderType.Signed32 => 4,
        BinaryHeaderType.Signed64 or BinaryHeaderType.Timestamp => 8,
        BinaryHeaderType.Uuid => 16,
        _ => 0,
    };
}
