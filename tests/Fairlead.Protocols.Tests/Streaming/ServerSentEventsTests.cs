using System.Text;
using CsCheck;
using Fairlead.Protocols.Streaming;
using Xunit;

namespace Fairlead.Protocols.Tests.Streaming;

public sealed class ServerSentEventsTests
{
    private static readonly string[] Pieces =
        ["\n", "\r\n", "\r", "\n", "\n\n", "\r\n\r\n", "data: a", "data:b", "data:  c ", "data", "data:", "data: é😀", "datax: no", ": comment", ":", "event: e", "id: 1", "x"];

    private static readonly Gen<byte[]> AnyStream = Gen.Int[0, Pieces.Length - 1].Array[0, 30]
        .Select(static indexes => Encoding.UTF8.GetBytes(string.Concat(indexes.Select(static index => Pieces[index]))));

    [Theory]
    [InlineData("data: a\n\ndata: b\n\n", "a|b", "")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n", "a|b", "")]
    [InlineData("data: a\r\rdata: b\r\r", "a", "data: b\r\r")]
    [InlineData("data: a\n\rdata: b\r\n\n", "a|b", "")]
    [InlineData("data: a\r\n\rdata: b\r\n\r\n", "a|b", "")]
    [InlineData("data: a\ndata:b\ndata\n\n", "a/b/", "")]
    [InlineData("data\ndata\n\n", "/", "")]
    [InlineData("data:  a\n\n", " a", "")]
    [InlineData(": comment\n\ndata: a\n: b\n\n", "|a", "")]
    [InlineData("event: e\ndatas: a\n\n", "", "")]
    [InlineData("data: a\n", "-", "data: a\n")]
    [InlineData("data: a", "-", "data: a")]
    [InlineData("data: a\n\r", "-", "data: a\n\r")]
    [InlineData("data: a\n\ndata: b\n", "a", "data: b\n")]
    [InlineData("", "-", "")]
    public void TryTake_Stream_GivesWholeEventsAndKeepsTheRest(string stream, string expected, string pending)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(stream);
        var events = new List<string>();
        while (ServerSentEvents.TryTake(ref rest, out var whole))
        {
            events.Add(Encoding.UTF8.GetString(ServerSentEvents.Data(whole)).Replace('\n', '/'));
        }

        Assert.Equal(expected == "-" ? [] : expected.Split('|'), events);
        Assert.Equal(pending, Encoding.UTF8.GetString(rest));
    }

    [Fact]
    public void TryTake_StreamCutAnywhere_GivesTheSameEventsAsTheSpecification() =>
        Gen.Select(AnyStream, Gen.Int[1, 9].Array[1, 20]).Sample(
            static (stream, sizes) =>
            {
                // A byte that can end no event shows where the last one ended: a CR at the very end waits for what follows it.
                byte[] closed = [.. stream, (byte)'x'];
                var expected = Reference(closed);
                Assert.Equal(expected, Feed(closed, sizes, out var taken, out var pending));
                Assert.Equal<byte[]>(closed, [.. taken, .. pending]);
                Assert.Equal(expected, Feed(closed, [1], out _, out _));
                Assert.Equal(expected, Feed(closed, [closed.Length], out _, out _));
            },
            iter: 2_000);

    [Fact]
    public void Data_ManyLines_AreJoined()
    {
        var whole = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: ab\r\n", 10_000)) + "\r\n");
        Assert.Equal(string.Join('\n', Enumerable.Repeat("ab", 10_000)), Encoding.UTF8.GetString(ServerSentEvents.Data(whole)));
    }

    [Theory]
    [InlineData("", "-")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\n\n", "a|")]
    [InlineData("a\r\nb\rc\n\rd", "a|b|c||d")]
    [InlineData("\r\r\n", "|")]
    public void Lines_AnyEnds_AreCutOff(string text, string expected)
    {
        var lines = new List<string>();
        foreach (var range in ServerSentEvents.Lines(Encoding.UTF8.GetBytes(text)))
        {
            lines.Add(text[range]);
        }

        Assert.Equal(expected == "-" ? [] : expected.Split('|'), lines);
    }

    // A buffer that grows by each piece and loses the events that are whole, as the gateway's does.
    private static string[] Feed(byte[] stream, int[] sizes, out byte[] taken, out byte[] pending)
    {
        var (events, all, held) = (new List<string>(), new List<byte>(), new List<byte>());
        for (var (position, turn) = (0, 0); position < stream.Length; turn++)
        {
            var end = Math.Min(position + sizes[turn % sizes.Length], stream.Length);
            held.AddRange(stream[position..end]);
            position = end;
            ReadOnlySpan<byte> rest = held.ToArray();
            while (ServerSentEvents.TryTake(ref rest, out var whole))
            {
                all.AddRange(whole);
                events.Add(Encoding.UTF8.GetString(ServerSentEvents.Data(whole)));
            }

            held = [.. rest];
        }

        (taken, pending) = ([.. all], [.. held]);
        return [.. events];
    }

    // The specification, line by line, but that an empty line always gives an event: keep-alives are passed on too.
    private static string[] Reference(byte[] stream)
    {
        var lines = Encoding.UTF8.GetString(stream).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var (events, data) = (new List<string>(), new StringBuilder());
        foreach (var line in lines[..^1])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            if (line.Length == 0)
            {
                events.Add(data.Length > 0 ? data.ToString(0, data.Length - 1) : "");
                data.Clear();
            }
            else if (field == "data")
            {
                data.Append(value.StartsWith(' ') ? value[1..] : value).Append('\n');
            }
        }

        return [.. events];
    }
}
