using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// What one pass over a request body finds: where the fields of interest lie, and whether a stream is asked for.
/// It holds positions, not values: the body stays where the network put it.
/// </summary>
public struct RequestOutline
{
    /// <summary>A model name longer than this, in UTF-16 units, names no model.</summary>
    public const int MaxModelLength = 512;

    private FieldSpans spans;

    /// <summary>The byte after the body's opening brace.</summary>
    public int ObjectStart { get; internal set; }

    /// <summary><c>stream</c> is <c>true</c>.</summary>
    public bool IsStream { get; internal set; }

    /// <summary><c>stream</c> is neither a boolean nor null.</summary>
    public bool IsStreamMalformed { get; internal set; }

    /// <summary><c>model</c> is a string.</summary>
    public bool HasModelText { get; internal set; }

    /// <summary>The value of <c>stream_options</c>, when it is an object: where <c>include_usage</c> lies in it, if it does.</summary>
    public FieldSpan IncludeUsage { get; internal set; }

    /// <summary><c>stream_options.include_usage</c> is <c>true</c>.</summary>
    public bool IsUsageIncluded { get; internal set; }

    /// <summary><c>stream_options</c> is an object, and an empty one.</summary>
    public bool IsStreamOptionsEmpty { get; internal set; }

    /// <summary><c>stream_options</c> is an object.</summary>
    public bool IsStreamOptionsObject { get; internal set; }

    /// <summary>Where a field lies; not present when the body lacks it.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly FieldSpan this[RequestField field] => ref spans[(int)field];

    internal void Set(int field, FieldSpan span) => spans[field] = span;

    /// <summary>Copies the model's name, unescaped.</summary>
    /// <returns>The number of characters; 0 when the name is empty, longer than <paramref name="destination"/> or no Unicode text.</returns>
    public readonly int CopyModel(in ReadOnlySequence<byte> body, Span<char> destination)
    {
        var span = this[RequestField.Model];
        var reader = new Utf8JsonReader(body.Slice(span.Start, span.Length));
        reader.Read();
        try
        {
            return span.Length - 2 <= destination.Length ? reader.CopyString(destination) : CopyLongModel(ref reader, span.Length - 2, destination);
        }
        catch (InvalidOperationException)
        {
            return 0; // Half a surrogate pair, or bytes that are no UTF-8.
        }
    }

    // Escapes and UTF-8 take more bytes than the text has UTF-16 units, six to one at most.
    private static int CopyLongModel(ref Utf8JsonReader reader, int length, Span<char> destination)
    {
        var name = length <= destination.Length * 6 ? reader.GetString() : null;
        return name.AsSpan().TryCopyTo(destination) ? name.AsSpan().Length : 0;
    }

    [InlineArray(RequestFieldNames.Count)]
    private struct FieldSpans
    {
        private FieldSpan first;
    }
}
