using System.Text;

namespace Fairlead.Protocols.Multipart;

/// <summary>What the headers of a form's part say. Source: https://www.rfc-editor.org/rfc/rfc7578#section-4.2</summary>
/// <param name="Name">The field's name.</param>
/// <param name="IsFile">Whether a file's name is given.</param>
internal readonly record struct PartHead(string Name, bool IsFile)
{
    private const string Disposition = "Content-Disposition:";
    private const string FormData = "form-data";

    /// <summary>Reads the headers, up to the empty line. Whatever one reader could take for another name than the next reader is refused.</summary>
    public static bool TryRead(ReadOnlySpan<byte> headers, out PartHead head)
    {
        head = default;
        string? disposition = null;
        foreach (var line in Encoding.UTF8.GetString(headers).Split("\r\n"))
        {
            if (line.StartsWith(Disposition, StringComparison.OrdinalIgnoreCase))
            {
                if (disposition is not null)
                {
                    return false;
                }

                disposition = line[Disposition.Length..].Trim();
            }
            else if (line.Length > 0 && (line[0] is ' ' or '\t' || line.AsSpan().ContainsAny('\r', '\n')))
            {
                return false; // Folded lines: obsolete, and read differently by different readers.
            }
        }

        return disposition is not null && disposition.StartsWith(FormData, StringComparison.OrdinalIgnoreCase)
            && !disposition.AsSpan().ContainsAny('\r', '\n') && TryReadParameters(disposition.AsSpan(FormData.Length), out head);
    }

    private static bool TryReadParameters(ReadOnlySpan<char> text, out PartHead head)
    {
        head = default;
        string? found = null;
        var isFile = false;
        var parameters = new ParameterReader(text);
        while (parameters.TryRead(out var name, out var value))
        {
            if (name.Equals("name*", StringComparison.OrdinalIgnoreCase) || (name.Equals("name", StringComparison.OrdinalIgnoreCase) && found is not null))
            {
                return false;
            }

            found = name.Equals("name", StringComparison.OrdinalIgnoreCase) ? value : found;
            isFile |= name.Equals("filename", StringComparison.OrdinalIgnoreCase) || name.Equals("filename*", StringComparison.OrdinalIgnoreCase);
        }

        head = new PartHead(found ?? string.Empty, isFile);
        return !parameters.IsMalformed && found is not null;
    }
}
