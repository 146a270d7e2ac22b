using System.Buffers;
using System.Text;
using CsCheck;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Goldens with a few values retyped, renamed, or events lost and repeated: every pair stays calm, and what it writes is JSON and whole events.</summary>
public sealed class MutatedGoldenTests
{
    private const int Samples = 1_500;

    private static readonly (Dialect Dialect, byte[] Text)[] Requests = Texts("requests");

    private static readonly (Dialect Dialect, byte[] Text)[] Replies = Texts("replies");

    private static readonly (Dialect Dialect, byte[] Text)[] Streams = Texts("streams");

    private static readonly Codec[] Clients = [.. Codecs.All.Where(static codec => codec.RequestReader is not null)];

    [Fact]
    public void Requests_Changed_AreRefusedOrWrittenAsJson() =>
        Gen.Select(Gen.Int[0, Requests.Length - 1], JsonMutation.Some).Sample(
            static (index, mutations) =>
            {
                Assert.True(JsonSlice.TryParse(JsonMutation.Apply(Requests[index].Text, mutations), out var body));
                foreach (var upstream in Codecs.All)
                {
                    if (Codecs.Of(Requests[index].Dialect).RequestReader!.TryRead(body, out var conversation) is null)
                    {
                        var output = new ArrayBufferWriter<byte>();
                        upstream.RequestWriter.Write(conversation, new RequestTarget { Model = JsonSlice.Of("m"), IsStream = conversation.IsStream }, output);
                        AssertJson(output.WrittenMemory);
                        Assert.All(conversation.Parameters.Losses, static loss => Assert.NotEmpty(loss.Field));
                    }
                }
            },
            iter: Samples);

    [Fact]
    public void Replies_Changed_AreRefusedOrWrittenAsJson() =>
        Gen.Select(Gen.Int[0, Replies.Length - 1], JsonMutation.Some).Sample(
            static (index, mutations) =>
            {
                Assert.True(JsonSlice.TryParse(JsonMutation.Apply(Replies[index].Text, mutations), out var body));
                foreach (var client in Clients)
                {
                    var output = new ArrayBufferWriter<byte>();
                    if (Codecs.Of(Replies[index].Dialect).ReplyReader.TryRead(body, client.CreateWriter!(Translated.Context(), output)))
                    {
                        AssertJson(output.WrittenMemory);
                    }
                }
            },
            iter: Samples);

    [Fact]
    public void Streams_Changed_AreWrittenAsWholeEventsOfJson() =>
        Gen.Select(Gen.Int[0, Streams.Length - 1], Gen.Int[0, 1_000], Gen.Int[0, 3], JsonMutation.Some).Sample(
            static (index, place, change, mutations) =>
            {
                var events = Translated.Events(Streams[index].Text).ToList();
                var chosen = place % events.Count;
                events[chosen] = (events[chosen].Name, JsonMutation.Apply(events[chosen].Data, mutations));
                Rearrange(events, chosen, change);
                foreach (var client in Clients)
                {
                    AssertEvents(Translated.Stream(events, Streams[index].Dialect, client.Dialect));
                }
            },
            iter: Samples);

    private static void Rearrange(List<(string Name, byte[] Data)> events, int chosen, int change)
    {
        switch (change)
        {
            case 1:
                events.RemoveAt(chosen);
                break;
            case 2:
                events.Insert(chosen, events[chosen]);
                break;
            case 3:
                events.Insert(0, events[chosen]);
                break;
            default:
                break;
        }
    }

    private static void AssertEvents(byte[] stream)
    {
        ReadOnlySpan<byte> rest = stream;
        while (ServerSentEvents.TryTake(ref rest, out var whole))
        {
            var data = ServerSentEvents.Data(whole).ToArray();
            if (!data.AsSpan().SequenceEqual("[DONE]"u8))
            {
                AssertJson(data);
            }
        }

        Assert.True(rest.IsEmpty);
    }

    private static void AssertJson(ReadOnlyMemory<byte> text) => Assert.True(JsonSlice.TryParse(text, out _), Encoding.UTF8.GetString(text.Span));

    private static (Dialect Dialect, byte[] Text)[] Texts(string kind) => [.. GoldenFolder.Cases(kind).Select(static entry => (entry.Dialect, File.ReadAllBytes(entry.File)))];
}
