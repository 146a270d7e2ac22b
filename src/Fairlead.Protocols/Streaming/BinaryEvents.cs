using System.Buffers.Binary;

namespace Fairlead.Protocols.Streaming;

/// <summary>
/// Cuts AWS's binary event stream into messages: total length, length of the headers, checksum of both; headers; payload; checksum of all before.
/// Source: https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html
/// </summary>
public static class BinaryEvents
{
    /// <summary>The longest message that is taken, in bytes: the format's own bound.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;

    /// <summary>Takes the next whole message from the head of <paramref name="rest"/>; when there is none, <paramref name="rest"/> stays as it is.</summary>
    public static BinaryEventRead Take(ref ReadOnlyMemory<byte> rest, out BinaryEvent message)
    {
        message = default;
        if (rest.Length < PreludeLength)
        {
            return BinaryEventRead.Incomplete;
        }

        var bytes = rest.Span;
        var total = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var headersLength = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        var sum = Crc32.Of(bytes[..8]);
        if (sum != BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) || total > MaxLength || total < PreludeLength + ChecksumLength + (ulong)headersLength)
        {
            return BinaryEventRead.Corrupt;
        }

        return rest.Length < total ? BinaryEventRead.Incomplete : TakeWhole(ref rest, (int)total, (int)headersLength, out message);
    }

    private static BinaryEventRead TakeWhole(ref ReadOnlyMemory<byte> rest, int total, int headersLength, out BinaryEvent message)
    {
        message = default;
        var whole = rest[..total];
        var end = total - ChecksumLength;
        if (Crc32.Of(whole.Span[..end]) != BinaryPrimitives.ReadUInt32BigEndian(whole.Span[end..]))
        {
            return BinaryEventRead.Corrupt;
        }

        var headers = new BinaryHeaders(whole.Span.Slice(PreludeLength, headersLength));
        while (headers.MoveNext())
        {
        }

        if (!headers.IsAtEnd)
        {
            return BinaryEventRead.Corrupt;
        }

        message = new BinaryEvent(whole.Slice(PreludeLength, headersLength), whole[(PreludeLength + headersLength)..end]);
        rest = rest[total..];
        return BinaryEventRead.Message;
    }
}
