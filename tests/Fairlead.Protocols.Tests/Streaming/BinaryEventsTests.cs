using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CsCheck;
using Fairlead.Protocols.Streaming;
using Xunit;

namespace Fairlead.Protocols.Tests.Streaming;

public sealed class BinaryEventsTests
{
    private static readonly Gen<(string Name, byte Type, byte[] Value)> AnyHeader = Gen.Select(
        Gen.String[Gen.Char['a', 'z'], 1, 12],
        Gen.Int[0, 9].SelectMany(static type => LengthOf(type).SelectMany(static length => Gen.Byte.Array[length]).Select(value => ((byte)type, value))),
        static (name, value) => (name, value.Item1, value.value));

    private static readonly Gen<byte[]> AnyMessage = Gen.Select(AnyHeader.Array[0, 5], Gen.Byte.Array[0, 40], static (headers, payload) => Message(headers, payload));

    // The checksums are zlib's: an empty message, and one with a header and a payload.
    [Theory]
    [InlineData("000000100000000005C248EB7D98C8FF", "", "")]
    [InlineData("0000003D0000002007FD83960C636F6E74656E742D747970650700106170706C69636174696F6E2F6A736F6E7B27666F6F273A27626172277D8D9C08B1", "content-type=application/json", "{'foo':'bar'}")]
    public void Take_MessageOfAnotherMaker_IsRead(string hex, string headers, string payload)
    {
        ReadOnlyMemory<byte> rest = Convert.FromHexString(hex);

        Assert.Equal(BinaryEventRead.Message, BinaryEvents.Take(ref rest, out var message));

        Assert.Equal(headers, string.Join(',', HeadersOf(message)));
        Assert.Equal(payload, Encoding.UTF8.GetString(message.Payload.Span));
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void Take_StreamCutAnywhere_GivesTheSameMessages() =>
        Gen.Select(AnyMessage.Array[0, 6], Gen.Int[1, 40].Array[1, 12]).Sample(
            static (messages, sizes) =>
            {
                byte[] stream = [.. messages.SelectMany(static message => message)];
                var expected = Feed(stream, [Math.Max(1, stream.Length)]);

                Assert.Equal(messages.Length, expected.Count);
                Assert.Equal(expected, Feed(stream, sizes));
                Assert.Equal(expected, Feed(stream, [1]));
            },
            iter: 1_000);

    [Fact]
    public void Take_FlippedBit_IsCorruptAndNeverThrows() =>
        Gen.Select(AnyMessage, Gen.Int[0, int.MaxValue]).Sample(
            static (message, position) =>
            {
                var bit = position % (message.Length * 8);
                message[bit / 8] ^= (byte)(1 << (bit % 8));
                ReadOnlyMemory<byte> rest = message;

                Assert.Equal(BinaryEventRead.Corrupt, BinaryEvents.Take(ref rest, out _));
                Assert.Equal(message.Length, rest.Length);
            },
            iter: 5_000);

    [Fact]
    public void Take_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 64].Sample(static bytes =>
        {
            ReadOnlyMemory<byte> rest = bytes;
            Assert.NotEqual(BinaryEventRead.Message, BinaryEvents.Take(ref rest, out _));
        });

    // The checksums are right, the headers are not.
    [Fact]
    public void Take_AnyBytesAsHeaders_NeverThrows() =>
        Gen.Byte[0, 12].Array[1, 40].Sample(static headers =>
        {
            ReadOnlyMemory<byte> rest = Framed(headers, []);
            var length = 0;
            if (BinaryEvents.Take(ref rest, out var message) == BinaryEventRead.Message)
            {
                foreach (var header in message.Headers)
                {
                    length += 2 + header.Name.Length + header.Value.Length + (header.Type is BinaryHeaderType.Bytes or BinaryHeaderType.Text ? 2 : 0);
                }

                Assert.Equal(headers.Length, length);
            }
        });

    [Theory]
    [InlineData(BinaryEvents.MaxLength + 1, 0)]
    [InlineData(15, 0)]
    [InlineData(20, 5)]
    [InlineData(-1, -1)]
    [InlineData(16, -1)]
    public void Take_LengthsThatCannotBe_AreCorrupt(int total, int headers)
    {
        var prelude = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(prelude, total);
        BinaryPrimitives.WriteInt32BigEndian(prelude.AsSpan(4), headers);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(8), Crc32.Of(prelude.AsSpan(0, 8)));
        ReadOnlyMemory<byte> rest = prelude;

        Assert.Equal(BinaryEventRead.Corrupt, BinaryEvents.Take(ref rest, out _));
    }

    [Theory]
    [InlineData("event", ":event-type", "contentBlockDelta", BinaryEventKind.Event)]
    [InlineData("exception", ":exception-type", "throttlingException", BinaryEventKind.Exception)]
    [InlineData("error", ":error-code", "InternalFailure", BinaryEventKind.Error)]
    public void Kind_OfAMessage_SaysWhichHeaderIsItsName(string type, string header, string name, BinaryEventKind kind)
    {
        ReadOnlyMemory<byte> rest = Message([(":message-type", 7, Encoding.UTF8.GetBytes(type)), (header, 7, Encoding.UTF8.GetBytes(name)), (":error-message", 7, "No"u8.ToArray())], "{}"u8.ToArray());

        Assert.Equal(BinaryEventRead.Message, BinaryEvents.Take(ref rest, out var message));

        Assert.Equal(kind, message.Kind);
        Assert.Equal(name, Encoding.UTF8.GetString(message.Name));
        Assert.Equal("No", Encoding.UTF8.GetString(message.ErrorMessage));
    }

    [Fact]
    public void Headers_OfEveryType_HaveTheirValues()
    {
        ReadOnlyMemory<byte> rest = Message(
            [
                ("a", 0, []), ("b", 1, []), ("c", 2, [0xFF]), ("d", 3, [0xFF, 0xFE]), ("e", 4, [0, 0, 1, 0]), ("f", 5, [0, 0, 0, 0, 0, 0, 0, 9]),
                ("g", 6, [1, 2]), ("h", 7, "é"u8.ToArray()), ("i", 8, [0, 0, 0, 0, 0, 0, 4, 0]), ("j", 9, [.. Enumerable.Range(0, 16).Select(static i => (byte)i)]),
            ],
            []);

        Assert.Equal(BinaryEventRead.Message, BinaryEvents.Take(ref rest, out var message));

        Assert.Equal(
            "a=True,b=False,c=-1,d=-2,e=256,f=9,g=0102,h=é,i=1024,j=00010203-0405-0607-0809-0a0b0c0d0e0f",
            string.Join(',', HeadersOf(message)));
    }

    private static List<string> HeadersOf(BinaryEvent message)
    {
        var texts = new List<string>();
        foreach (var header in message.Headers)
        {
            var value = header.Type switch
            {
                BinaryHeaderType.Text => Encoding.UTF8.GetString(header.Value),
                BinaryHeaderType.Bytes => Convert.ToHexString(header.Value),
                _ => header.AsBoolean()?.ToString() ?? header.AsInt64()?.ToString(CultureInfo.InvariantCulture) ?? header.AsGuid()?.ToString(),
            };
            texts.Add($"{Encoding.UTF8.GetString(header.Name)}={value}");
        }

        return texts;
    }

    // A buffer that grows by each piece and loses the messages that are whole, as the gateway's does.
    private static List<string> Feed(byte[] stream, int[] sizes)
    {
        var (messages, held) = (new List<string>(), new List<byte>());
        for (var (position, turn) = (0, 0); position < stream.Length; turn++)
        {
            var end = Math.Min(position + sizes[turn % sizes.Length], stream.Length);
            held.AddRange(stream[position..end]);
            position = end;
            ReadOnlyMemory<byte> rest = held.ToArray();
            BinaryEventRead read;
            while ((read = BinaryEvents.Take(ref rest, out var message)) == BinaryEventRead.Message)
            {
                messages.Add($"{string.Join(',', HeadersOf(message))}: {Convert.ToHexString(message.Payload.Span)}");
            }

            Assert.Equal(BinaryEventRead.Incomplete, read);
            held = [.. rest.Span];
        }

        Assert.Empty(held);
        return messages;
    }

    private static Gen<int> LengthOf(int type) => type switch
    {
        0 or 1 => Gen.Const(0),
        2 => Gen.Const(1),
        3 => Gen.Const(2),
        4 => Gen.Const(4),
        5 or 8 => Gen.Const(8),
        9 => Gen.Const(16),
        _ => Gen.Int[0, 20],
    };

    private static byte[] Message((string Name, byte Type, byte[] Value)[] headers, byte[] payload) =>
        Framed([.. headers.SelectMany(static header => (byte[])[(byte)header.Name.Length, .. Encoding.UTF8.GetBytes(header.Name), header.Type, .. header.Type is 6 or 7 ? new byte[] { 0, (byte)header.Value.Length } : [], .. header.Value])], payload);

    private static byte[] Framed(byte[] headers, byte[] payload)
    {
        var message = new byte[16 + headers.Length + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc32.Of(message.AsSpan(0, 8)));
        headers.CopyTo(message.AsSpan(12));
        payload.CopyTo(message.AsSpan(12 + headers.Length));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - 4), Crc32.Of(message.AsSpan(0, message.Length - 4)));
        return message;
    }
}
