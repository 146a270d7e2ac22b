using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Fairlead.Bench.Streaming;

/// <summary>Finds the time stamps in a stream of chunks, however reading has split it.</summary>
internal sealed class DelayParser
{
    private readonly List<byte> pending = [];

    /// <summary>Takes the bytes that one read returned and yields the time stamps of the events they complete.</summary>
    public IReadOnlyList<long> Read(ReadOnlySpan<byte> bytes)
    {
        pending.AddRange(bytes);
        var stamps = new List<long>();
        var all = CollectionsMarshal.AsSpan(pending);
        var done = 0;
        for (int end; (end = all[done..].IndexOf("\n\n"u8)) >= 0; done += end + 2)
        {
            var line = all.Slice(done, end);
            var mark = line.IndexOf(ChunkEvent.Mark);
            if (mark >= 0 && Utf8Parser.TryParse(line[(mark + ChunkEvent.Mark.Length)..], out long stamp, out _))
            {
                stamps.Add(stamp);
            }
        }

        pending.RemoveRange(0, done);
        return stamps;
    }
}
