namespace Fairlead.Protocols.Streaming;

/// <summary>
/// Cuts a <c>text/event-stream</c> into whole events, bytes untouched. Lines end with LF, CR LF or CR; an empty line ends an event.
/// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
/// </summary>
public static class ServerSentEvents
{
    /// <summary>Takes the next whole event, its closing empty line included, from the head of <paramref name="rest"/>.</summary>
    /// <returns>False when no whole event is left; <paramref name="rest"/> is then the piece that waits for more bytes.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> whole)
    {
        var position = 0;
        while (true)
        {
            var line = rest[position..].IndexOfAny((byte)'\n', (byte)'\r');
            if (line < 0 || !TryEndLine(rest, position + line, out var next))
            {
                whole = default;
                return false;
            }

            if (line == 0)
            {
                whole = rest[..next];
                rest = rest[next..];
                return true;
            }

            position = next;
        }
    }

    /// <summary>
    /// The payload of an event: the text of its <c>data</c> line. Several such lines are joined with LF, which is the one case that copies.
    /// Empty when the event has none (a comment, a keep-alive).
    /// </summary>
    public static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> whole)
    {
        ReadOnlySpan<byte> data = default;
        byte[]? joined = null;
        var count = 0;
        foreach (var range in Lines(whole))
        {
            if (TryGetData(whole[range], out var value))
            {
                data = count++ == 0 ? value : Join(data, value, joined ??= new byte[whole.Length]);
            }
        }

        return data;
    }

    /// <summary>The payload of an event, as memory: a part of the event's own, unless it had to be joined.</summary>
    public static ReadOnlyMemory<byte> Data(ReadOnlyMemory<byte> whole)
    {
        var data = Data(whole.Span);
        return data.IsEmpty ? default : whole.Span.Overlaps(data, out var offset) ? whole.Slice(offset, data.Length) : data.ToArray();
    }

    /// <summary>The name of an event: the text of its <c>event</c> line. Empty when it has none.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> whole)
    {
        foreach (var range in Lines(whole))
        {
            var line = whole[range];
            if (line.StartsWith("event:"u8))
            {
                return line["event:".Length..].TrimStart((byte)' ');
            }
        }

        return default;
    }

    /// <summary>Enumerates the lines of an event, without their ends.</summary>
    public static LineEnumerator Lines(ReadOnlySpan<byte> whole) => new(whole);

    // What is joined so far lies at the head of the buffer, except for the first line.
    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> data, ReadOnlySpan<byte> value, Span<byte> joined)
    {
        if (!data.Overlaps(joined))
        {
            data.CopyTo(joined);
        }

        joined[data.Length] = (byte)'\n';
        value.CopyTo(joined[(data.Length + 1)..]);
        return joined[..(data.Length + 1 + value.Length)];
    }

    private static bool TryGetData(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith("data"u8) || (line.Length > 4 && line[4] != ':'))
        {
            return false;
        }

        value = line.Length > 5 ? line[(line[5] == ' ' ? 6 : 5)..] : default;
        return true;
    }

    // A CR at the end of what has arrived may be the first half of CR LF: wait for the next byte.
    private static bool TryEndLine(ReadOnlySpan<byte> rest, int end, out int next)
    {
        next = end + 1;
        if (rest[end] == '\n')
        {
            return true;
        }

        if (next == rest.Length)
        {
            return false;
        }

        next += rest[next] == '\n' ? 1 : 0;
        return true;
    }

    /// <summary>Walks over lines that end with LF, CR LF or CR.</summary>
    public ref struct LineEnumerator
    {
        private readonly ReadOnlySpan<byte> text;
        private int next;

        internal LineEnumerator(ReadOnlySpan<byte> text) => this.text = text;

        /// <summary>The line.</summary>
        public Range Current { get; private set; }

        /// <summary>Itself: what <c>foreach</c> asks for.</summary>
        public readonly LineEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next line.</summary>
        public bool MoveNext()
        {
            if (next >= text.Length)
            {
                return false;
            }

            var length = text[next..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? text.Length : next + length;
            Current = next..end;
            next = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
            return true;
        }
    }
}
