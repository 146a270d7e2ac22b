using System.Buffers;
using BenchmarkDotNet.Attributes;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Benchmarks;

/// <summary>What one text delta costs on its way from an upstream's dialect into a client's: an operation is a delta, its event already found.</summary>
[MemoryDiagnoser]
public class DeltaBenchmarks
{
    private const int Deltas = 20_000;
    private readonly ArrayBufferWriter<byte> output = new(1 << 16);
    private (byte[] Name, byte[] Data)[] head = [];
    private (byte[] Name, byte[] Data) delta;
    private IReplyStreamReader reader = null!;
    private IReplyWriter writer = null!;

    /// <summary>The upstream's dialect.</summary>
    [Params(Dialect.Chat, Dialect.Responses, Dialect.Messages, Dialect.Gemini, Dialect.Converse)]
    public Dialect Upstream { get; set; }

    /// <summary>The client's dialect.</summary>
    [Params(Dialect.Chat, Dialect.Responses, Dialect.Messages)]
    public Dialect Client { get; set; }

    /// <summary>Begins a stream, so that what is measured is its middle.</summary>
    [IterationSetup]
    public void Begin()
    {
        (head, delta) = DeltaEvents.Of(Upstream);
        var context = new ReplyContext { Model = JsonSlice.Of("asked"), Id = "0123456789abcdefghijklmn" };
        reader = Codecs.Of(Upstream).CreateStreamReader(context.Id);
        writer = Codecs.Of(Client).CreateStreamWriter!(context, output);
        foreach (var (name, data) in head)
        {
            reader.Read(name, data, writer);
        }

        output.ResetWrittenCount();
    }

    /// <summary>Twenty thousand deltas.</summary>
    [Benchmark(OperationsPerInvoke = Deltas)]
    public int TextDelta()
    {
        for (var i = 0; i < Deltas; i++)
        {
            reader.Read(delta.Name, delta.Data, writer);
            output.ResetWrittenCount();
        }

        return output.Capacity;
    }
}
