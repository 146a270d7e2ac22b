using System.Buffers.Binary;
using System.Text;
using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Converse;

/// <summary>One message of <c>application/vnd.amazon.eventstream</c>: a prelude of two lengths with its checksum, headers, payload,
/// and a checksum of it all (https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html).</summary>
internal static class EventMessage
{
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;
    private const byte StringType = 7;

    internal static byte[] Encode(IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> payload)
    {
        byte[] encoded = EncodeHeaders(headers);
        byte[] message = new byte[PreludeLength + encoded.Length + payload.Length + ChecksumLength];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), encoded.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc32.Of(message.AsSpan(0, 8)));
        encoded.CopyTo(message.AsSpan(PreludeLength));
        payload.CopyTo(message.AsSpan(PreludeLength + encoded.Length));
        int end = message.Length - ChecksumLength;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(end), Crc32.Of(message.AsSpan(0, end)));
        return message;
    }

    private static byte[] EncodeHeaders(IEnumerable<(string Name, string Value)> headers)
    {
        using var buffer = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach ((string name, string value) in headers)
        {
            byte[] text = Encoding.UTF8.GetBytes(value);
            buffer.WriteByte((byte)name.Length);
            buffer.Write(Encoding.UTF8.GetBytes(name));
            buffer.WriteByte(StringType);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)text.Length);
            buffer.Write(length);
            buffer.Write(text);
        }

        return buffer.ToArray();
    }
}
