using System.Buffers;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// The few changes that a body takes on its way upstream, in order and apart. All other bytes go as they came: number text,
/// white space, escapes and unknown fields included.
/// </summary>
public sealed class BodyEdits
{
    private static readonly byte[] UsageOptions = [.. "\"stream_options\":{\"include_usage\":true},"u8];
    private static readonly byte[] UsageObject = [.. "{\"include_usage\":true}"u8];
    private static readonly byte[] UsageFirst = [.. "\"include_usage\":true,"u8];
    private static readonly byte[] True = [.. "true"u8];

    private readonly List<BodyEdit> edits = new(2);
    private readonly List<FieldSpan> removed = [];

    /// <summary>The changes, by position.</summary>
    public IReadOnlyList<BodyEdit> Items => edits;

    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => edits.Count == 0;

    /// <summary>Replaces a field's value with other JSON.</summary>
    public void ReplaceValue(FieldSpan field, ReadOnlyMemory<byte> json) => edits.Add(new BodyEdit(field.Start, field.End, json));

    /// <summary>Replaces any range of bytes.</summary>
    public void Replace(int start, int end, ReadOnlyMemory<byte> json) => edits.Add(new BodyEdit(start, end, json));

    /// <summary>Takes a field out, its name and its comma included.</summary>
    public void Remove(FieldSpan field) => removed.Add(field);

    /// <summary>Asks for a usage chunk at the end of the stream: <c>stream_options.include_usage: true</c>.</summary>
    public void IncludeUsage(in RequestOutline outline)
    {
        var options = outline[RequestField.StreamOptions];
        if (!options.IsPresent)
        {
            edits.Add(new BodyEdit(outline.ObjectStart, outline.ObjectStart, UsageOptions));
        }
        else if (!outline.IsStreamOptionsObject || outline.IsStreamOptionsEmpty)
        {
            edits.Add(new BodyEdit(options.Start, options.End, UsageObject));
        }
        else if (outline.IncludeUsage.IsPresent)
        {
            edits.Add(new BodyEdit(outline.IncludeUsage.Start, outline.IncludeUsage.End, True));
        }
        else
        {
            edits.Add(new BodyEdit(options.Start + 1, options.Start + 1, UsageFirst));
        }
    }

    /// <summary>Puts the changes in order. Call it once, after the last change and before <see cref="Items"/>.</summary>
    public void Seal(in ReadOnlySequence<byte> body, in RequestOutline outline)
    {
        AddRemovals(body, outline);
        if (edits.Count > 1)
        {
            // An insertion at the object's start comes before a removal that begins there.
            edits.Sort(static (left, right) => (left.Start, left.End).CompareTo((right.Start, right.End)));
        }
    }

    /// <summary>The length of the body after the changes.</summary>
    public long LengthOf(in ReadOnlySequence<byte> body)
    {
        var length = body.Length;
        foreach (var edit in edits)
        {
            length += edit.Replacement.Length - (edit.End - edit.Start);
        }

        return length;
    }

    // A field goes together with the comma before it; a run of fields at the head of the object has none before it, so it takes
    // the one behind.
    private void AddRemovals(in ReadOnlySequence<byte> body, in RequestOutline outline)
    {
        removed.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        for (var i = 0; i < removed.Count; i++)
        {
            var start = removed[i].After;
            var end = removed[i].End;
            while (i + 1 < removed.Count && removed[i + 1].After == end)
            {
                end = removed[++i].End;
            }

            edits.Add(new BodyEdit(start, start == outline.ObjectStart ? PastComma(body, end) : end, default));
        }
    }

    private static int PastComma(in ReadOnlySequence<byte> body, int position)
    {
        var reader = new SequenceReader<byte>(body.Slice(position));
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.IsNext((byte)',', advancePast: true) ? position + (int)reader.Consumed : position;
    }
}
