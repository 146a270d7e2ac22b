using System.Buffers;
using System.Text;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class DeltaAllocationTests
{
    private const int Count = 1_000;

    [Theory]
    [InlineData(Dialect.Messages, Dialect.Messages)]
    [InlineData(Dialect.Messages, Dialect.Chat)]
    [InlineData(Dialect.Chat, Dialect.Messages)]
    public void Delta_Translated_AllocatesNextToNothing(Dialect upstream, Dialect client)
    {
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var writer = Codecs.Of(client).CreateStreamWriter!(Translated.Context(), output);
        var reader = Codecs.Of(upstream).CreateStreamReader("x");
        byte[][] head = upstream == Dialect.Chat
            ? ["""{"id":"c","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"x"},"finish_reason":null}]}"""u8.ToArray()]
            : ["""{"type":"message_start","message":{"id":"msg_1","model":"m"}}"""u8.ToArray(), """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""u8.ToArray()];
        var delta = Encoding.UTF8.GetBytes(upstream == Dialect.Chat
            ? """{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}"""
            : """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""");
        foreach (var data in head)
        {
            reader.Read(default, data, writer);
        }

        reader.Read(default, delta, writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            reader.Read(default, delta, writer);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Count, 0, 16);
    }
}
