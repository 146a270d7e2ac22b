using System.Diagnostics;
using System.Text;
using Fairlead.Bench.Load;

namespace Fairlead.Bench.Streaming;

/// <summary>The events of the streamed answer. A chunk's text is the moment it was made, in Stopwatch ticks of this machine.</summary>
internal static class ChunkEvent
{
    private const string Head = $$"""data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"{{Payload.Model}}","choices":[""";

    /// <summary>What stands before the digits.</summary>
    public static ReadOnlySpan<byte> Mark => "\"content\":\"t"u8;

    public static byte[] Stamped() => Bytes(
        Head + $$$"""{"index":0,"delta":{"content":"t{{{Stopwatch.GetTimestamp()}}}"},"finish_reason":null}]}""");

    /// <summary>The end of a stream; with the extra chunk that <c>include_usage</c> asks for.</summary>
    public static IEnumerable<byte[]> End(bool withUsage)
    {
        yield return Bytes(Head + """{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        if (withUsage)
        {
            yield return Bytes(Head + """],"usage":{"prompt_tokens":52,"completion_tokens":47,"total_tokens":99}}""");
        }

        yield return Bytes("data: [DONE]");
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text + "\n\n");
}
