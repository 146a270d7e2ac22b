using System.Buffers;
using System.Buffers.Text;

namespace Fairlead.Gateway.FileReferences;

/// <summary>
/// Tells in passing whether a body could name a file: whether the letters of <c>file_id</c> stand anywhere in it, or one of them written as an escape. A body without
/// either names none; one with them is worth the slow look.
/// </summary>
internal static class FileMark
{
    // One less than the mark: so much of a segment's end can be the beginning of a mark.
    private const int Reach = 6;

    private static ReadOnlySpan<byte> Name => "file_id"u8;

    private static ReadOnlySpan<byte> Escape => "\\u00"u8;

    /// <summary>Whether the body is worth a look.</summary>
    public static bool IsIn(in ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            return IsIn(body.FirstSpan);
        }

        Span<byte> seam = stackalloc byte[2 * Reach];
        var held = 0;
        foreach (var segment in body)
        {
            if (IsIn(segment.Span) || IsAcross(seam, ref held, segment.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAcross(Span<byte> seam, ref int held, ReadOnlySpan<byte> next)
    {
        var head = next[..Math.Min(Reach, next.Length)];
        head.CopyTo(seam[held..]);
        var length = held + head.Length;
        var isIn = IsIn(seam[..length]);
        var tail = next.Length > Reach ? next[^Reach..] : seam[Math.Max(0, length - Reach)..length];
        tail.CopyTo(seam);
        held = tail.Length;
        return isIn;
    }

    private static bool IsIn(ReadOnlySpan<byte> piece) => piece.IndexOf(Name) >= 0 || HasEscapedLetter(piece);

    private static bool HasEscapedLetter(ReadOnlySpan<byte> piece)
    {
        for (var at = piece.IndexOf(Escape); at >= 0; at = piece.IndexOf(Escape))
        {
            piece = piece[(at + Escape.Length)..];
            if (piece.Length >= 2 && Utf8Parser.TryParse(piece[..2], out byte letter, out _, 'x') && Name.Contains(letter))
            {
                return true;
            }
        }

        return false;
    }
}
