using System.Buffers;
using System.Text;
using Fairlead.Gateway.FileReferences;

namespace Fairlead.Gateway.Tests.FileReferences;

public sealed class FileMarkTests
{
    [Theory]
    [InlineData("""{"a":{"file_id":"x"}}""", true)]
    [InlineData("""{"a":{"file_ids":["x"]}}""", true)]
    [InlineData("""{"a":{"fil\u0065_id":"x"}}""", true)]
    [InlineData("""{"a":{"file\u005Fid":"x"}}""", true)]
    [InlineData("""{"a":"file id, fileid, file\u002did, a caf\u00e9, \u0060code\u0060, \u2014 and \u00"}""", false)]
    [InlineData("""{"a":"file_i"}""", false)]
    public void IsIn_HoweverTheBodyIsCut_FindsTheName(string body, bool expected)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(expected, FileMark.IsIn(Cut(bytes, size)));
        }
    }

    [Fact]
    public void IsIn_OfAnyBody_AllocatesNothing()
    {
        var body = Cut(Encoding.UTF8.GetBytes(new string('f', 20_000)), 4096);
        FileMark.IsIn(body);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var isIn = FileMark.IsIn(body);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(isIn);
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int size)
    {
        var first = new Segment(bytes.AsMemory(0, size), 0);
        var last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            last = last.Append(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

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
