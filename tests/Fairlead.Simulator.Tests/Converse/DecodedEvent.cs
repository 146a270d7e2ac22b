using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Tests.Converse;

/// <summary>One message of an event stream, its lengths and checksums held against its bytes.</summary>
internal sealed record DecodedEvent(IReadOnlyDictionary<string, string> Headers, JsonElement Payload)
{
    internal string Type => Headers.GetValueOrDefault(":event-type") ?? Headers[":exception-type"];

    internal static IReadOnlyList<DecodedEvent> ReadAll(ReadOnlySpan<byte> bytes)
    {
        var events = new List<DecodedEvent>();
        while (bytes.Length > 0)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            events.Add(ReadOne(bytes[..length]));
            bytes = bytes[length..];
        }

        return events;
    }

    private static DecodedEvent ReadOne(ReadOnlySpan<byte> message)
    {
        Assert.Equal(Crc32.Of(message[..8]), BinaryPrimitives.ReadUInt32BigEndian(message[8..]));
        Assert.Equal(Crc32.Of(message[..^4]), BinaryPrimitives.ReadUInt32BigEndian(message[^4..]));
        int headers = BinaryPrimitives.ReadInt32BigEndian(message[4..]);
        return new DecodedEvent(ReadHeaders(message.Slice(12, headers)), JsonElement.Parse(message[(12 + headers)..^4]));
    }

    private static Dictionary<string, string> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (bytes.Length > 0)
        {
            int name = bytes[0];
            Assert.Equal(7, bytes[1 + name]);
            int value = BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 + name)..]);
            headers[Encoding.UTF8.GetString(bytes.Slice(1, name))] = Encoding.UTF8.GetString(bytes.Slice(4 + name, value));
            bytes = bytes[(4 + name + value)..];
        }

        return headers;
    }
}
