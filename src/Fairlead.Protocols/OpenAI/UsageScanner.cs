using System.Buffers;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// Finds the top-level <c>usage</c> object of a JSON answer while it flows by, in pieces of any size and constant memory. It does not
/// validate: an answer that is not JSON has no usage.
/// </summary>
public sealed class UsageScanner
{
    private const int MaxCapture = 4096;
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[]"u8);

    private byte[]? capture;
    private int captured;
    private int depth;
    private int matched;
    private bool inString;
    private bool escaped;
    private bool isKeyCandidate;
    private bool isUsageNext;
    private bool capturing;

    private static ReadOnlySpan<byte> Key => "usage"u8;

    /// <summary>The usage; null while none has gone by.</summary>
    public Usage? Usage { get; private set; }

    /// <summary>Looks at the next piece of the answer.</summary>
    public void Scan(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var wasCapturing = capturing;
            var consumed = inString ? ScanString(piece) : ScanStructure(piece);
            if (wasCapturing)
            {
                Capture(piece[..consumed]);
            }

            piece = piece[consumed..];
        }
    }

    private void Capture(ReadOnlySpan<byte> piece)
    {
        if (captured + piece.Length > MaxCapture)
        {
            EndCapture(); // Longer than any usage: a part of it could be read as something that it does not say.
            return;
        }

        piece.CopyTo(capture.AsSpan(captured));
        captured += piece.Length;
        if (depth == 1)
        {
            Usage = UsageReader.TryRead(capture.AsSpan(0, captured), out var usage) ? usage : Usage;
            EndCapture();
        }
    }

    // An answer that is cut off within its usage keeps the buffer, which the collector takes.
    private void BeginCapture()
    {
        capture = ArrayPool<byte>.Shared.Rent(MaxCapture);
        capture[0] = (byte)'{';
        captured = 1;
        capturing = true;
    }

    private void EndCapture()
    {
        ArrayPool<byte>.Shared.Return(capture!);
        capture = null;
        capturing = false;
    }

    private int ScanString(ReadOnlySpan<byte> piece)
    {
        if (escaped)
        {
            escaped = false;
            isKeyCandidate = false;
            return 1;
        }

        var stop = piece.IndexOfAny(InString);
        MatchKey(stop < 0 ? piece : piece[..stop]);
        if (stop < 0)
        {
            return piece.Length;
        }

        if (piece[stop] == '\\')
        {
            escaped = true;
        }
        else
        {
            inString = false;
            isUsageNext = isKeyCandidate && matched == Key.Length;
        }

        return stop + 1;
    }

    private void MatchKey(ReadOnlySpan<byte> text)
    {
        if (isKeyCandidate && text.Length > 0)
        {
            isKeyCandidate = matched + text.Length <= Key.Length && Key.Slice(matched, text.Length).SequenceEqual(text);
            matched += text.Length;
        }
    }

    private int ScanStructure(ReadOnlySpan<byte> piece)
    {
        var stop = piece.IndexOfAny(Outside);
        if (isUsageNext && (stop < 0 ? piece : piece[..stop]).IndexOfAnyExcept(" \t\r\n:"u8) >= 0)
        {
            isUsageNext = false; // A string value "usage", or a usage that is null: not the object that is looked for.
        }

        if (stop < 0)
        {
            return piece.Length;
        }

        switch (piece[stop])
        {
            case (byte)'"':
                inString = true;
                matched = 0;
                isKeyCandidate = depth == 1;
                break;
            case (byte)'{' when isUsageNext:
                BeginCapture();
                depth++;
                break;
            case (byte)'{' or (byte)'[':
                depth++;
                break;
            default:
                depth--;
                break;
        }

        isUsageNext = false;
        return stop + 1;
    }
}
