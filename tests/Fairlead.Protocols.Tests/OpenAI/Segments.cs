using System.Buffers;

namespace Fairlead.Protocols.Tests.OpenAI;

internal static class Segments
{
    /// <summary>The bytes as a sequence that is cut at each of the positions.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params IEnumerable<int> positions)
    {
        var first = new Segment(default, 0);
        var last = first;
        var start = 0;
        foreach (var end in positions.Where(position => position <= bytes.Length).Order().Append(bytes.Length))
        {
            last = last.Append(bytes.AsMemory(start, end - start));
            start = end;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>The bytes as a sequence of one-byte segments.</summary>
    public static ReadOnlySequence<byte> Shred(byte[] bytes) => Cut(bytes, Enumerable.Range(0, bytes.Length));

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
