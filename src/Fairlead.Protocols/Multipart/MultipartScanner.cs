using System.Buffers;
using System.Text;

namespace Fairlead.Protocols.Multipart;

/// <summary>
/// Finds one field of a multipart form while the form flows by, in pieces of any size and constant memory.
/// Sources: https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1, https://www.rfc-editor.org/rfc/rfc7578
/// </summary>
/// <param name="boundary">The boundary, of ASCII.</param>
/// <param name="field">The name of the field that is looked for.</param>
public sealed class MultipartScanner(string boundary, string field)
{
    private const int MaxHead = 16 * 1024;
    private const int MaxValue = 2048;
    private const int MaxBorder = 128;

    private readonly byte[] delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
    private readonly ArrayBufferWriter<byte> text = new(256);
    private Place place = Place.Content;
    private int matched = 2; // The first delimiter needs no line break before it.
    private long position;
    private long start;
    private bool isFirst = true;
    private bool isField;

    private enum Place
    {
        Content,
        Border,
        Head,
        End,
    }

    /// <summary>The field, once all of it has gone by.</summary>
    public MultipartField? Field { get; private set; }

    /// <summary>Whether a file has begun.</summary>
    public bool HasFile { get; private set; }

    /// <summary>Whether the closing delimiter has gone by.</summary>
    public bool IsComplete => place == Place.End;

    /// <summary>Why the form cannot be passed on; null while it can. Nothing more is looked at then.</summary>
    public RequestProblem? Problem { get; private set; }

    /// <summary>Looks at the next piece.</summary>
    public void Scan(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty && Problem is null && place != Place.End)
        {
            var consumed = place switch
            {
                Place.Content => ScanContent(piece),
                Place.Border => ScanBorder(piece),
                _ => ScanHead(piece),
            };
            position += consumed;
            piece = piece[consumed..];
        }
    }

    private int ScanContent(ReadOnlySpan<byte> piece)
    {
        if (matched == 0)
        {
            // The delimiter's first byte occurs in it once, so a match that fails begins anew at the byte where it failed.
            var lineEnd = piece.IndexOf((byte)'\r');
            Keep(lineEnd < 0 ? piece : piece[..lineEnd]);
            matched = lineEnd < 0 ? 0 : 1;
            return lineEnd < 0 ? piece.Length : lineEnd + 1;
        }

        if (piece[0] == delimiter[matched])
        {
            if (++matched == delimiter.Length)
            {
                EndPart();
            }

            return 1;
        }

        if (isFirst && (position > 0 || piece[0] != '\r'))
        {
            Problem = Malformed("does not begin with the boundary that its Content-Type names");
        }

        Keep(delimiter.AsSpan(0, isFirst ? 0 : matched));
        matched = 0;
        return 0;
    }

    private void EndPart()
    {
        if (isField)
        {
            Field = new MultipartField(start, position + 1 - delimiter.Length, Encoding.UTF8.GetString(text.WrittenSpan));
        }

        isFirst = isField = false;
        place = Place.Border;
        matched = 0;
        text.ResetWrittenCount();
    }

    private int ScanBorder(ReadOnlySpan<byte> piece)
    {
        text.Write(piece[..1]);
        if (text.WrittenSpan.SequenceEqual("--"u8))
        {
            place = Place.End;
        }
        else if (piece[0] == '\n')
        {
            if (!text.WrittenSpan.TrimStart(" \t"u8).SequenceEqual("\r\n"u8))
            {
                Problem = Malformed("has something behind a boundary");
            }

            place = Place.Head;
            text.ResetWrittenCount();
        }
        else if (text.WrittenCount > MaxBorder)
        {
            Problem = Malformed("has something behind a boundary");
        }

        return 1;
    }

    private int ScanHead(ReadOnlySpan<byte> piece)
    {
        var lineEnd = piece.IndexOf((byte)'\n');
        var line = lineEnd < 0 ? piece : piece[..(lineEnd + 1)];
        if (text.WrittenCount + line.Length > MaxHead)
        {
            Problem = Malformed("has a part with headers of more than 16 KiB");
            return line.Length;
        }

        text.Write(line);
        if (text.WrittenSpan.EndsWith("\r\n\r\n"u8) || text.WrittenSpan.SequenceEqual("\r\n"u8))
        {
            BeginPart();
            start = position + line.Length;
        }

        return line.Length;
    }

    private void BeginPart()
    {
        if (!PartHead.TryRead(text.WrittenSpan, out var head))
        {
            Problem = Malformed("has a part whose Content-Disposition cannot be read");
            return;
        }

        HasFile |= head.IsFile;
        isField = head.Name == field;
        Problem = !isField ? null
            : head.IsFile ? new RequestProblem("invalid_type", $"Invalid type for '{field}': expected a text, not a file.", field)
            : Field is not null ? new RequestProblem("duplicate_parameter", $"Duplicate parameter: '{field}'.", field)
            : null;
        place = Place.Content;
        text.ResetWrittenCount();
    }

    private void Keep(ReadOnlySpan<byte> content)
    {
        if (!isField)
        {
            return;
        }

        if (text.WrittenCount + content.Length > MaxValue)
        {
            Problem = new RequestProblem("string_above_max_length", $"Invalid '{field}': it is longer than {MaxValue} bytes.", field);
            return;
        }

        text.Write(content);
    }

    private static RequestProblem Malformed(string what) => new("invalid_multipart", $"The multipart body {what}.");
}
