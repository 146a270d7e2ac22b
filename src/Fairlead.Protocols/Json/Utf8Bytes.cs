using System.Buffers;
using System.Text.Unicode;

namespace Fairlead.Protocols.Json;

/// <summary>Whether bytes are UTF-8, over segments where they lie. A JSON reader looks at a text's bytes only when it is asked for the text.</summary>
internal static class Utf8Bytes
{
    private const int LongestCharacter = 4;

    public static bool AreValid(in ReadOnlySequence<byte> bytes) => bytes.IsSingleSegment ? Utf8.IsValid(bytes.FirstSpan) : AreValidInPieces(bytes);

    // A character may lie across segments: what begins at the end of one is judged together with the beginning of the next.
    private static bool AreValidInPieces(in ReadOnlySequence<byte> bytes)
    {
        Span<byte> character = stackalloc byte[LongestCharacter];
        var held = 0;
        foreach (var segment in bytes)
        {
            var piece = segment.Span;
            while (held > 0 && held < LengthOf(character[0]) && !piece.IsEmpty)
            {
                character[held++] = piece[0];
                piece = piece[1..];
            }

            if (held > 0 && held < LengthOf(character[0]))
            {
                continue;
            }

            var begun = BegunAtEnd(piece);
            if (!Utf8.IsValid(character[..held]) || !Utf8.IsValid(piece[..^begun]))
            {
                return false;
            }

            piece[^begun..].CopyTo(character);
            held = begun;
        }

        return held == 0;
    }

    private static int BegunAtEnd(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back < LongestCharacter && back <= piece.Length; back++)
        {
            if ((piece[^back] & 0xC0) != 0x80)
            {
                return LengthOf(piece[^back]) > back ? back : 0;
            }
        }

        return 0;
    }

    // RFC 3629, section 3: the first byte says how many there are.
    private static int LengthOf(byte first) => first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
}
