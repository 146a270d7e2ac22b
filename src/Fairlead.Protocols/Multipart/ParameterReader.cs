using System.Text;

namespace Fairlead.Protocols.Multipart;

/// <summary>Reads the parameters of a header's value, <c>; name=token; name="quoted"</c>. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6</summary>
internal ref struct ParameterReader(ReadOnlySpan<char> parameters)
{
    private ReadOnlySpan<char> rest = parameters;

    /// <summary>What is left cannot be read.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next one; false at the end.</summary>
    public bool TryRead(out string name, out string value)
    {
        (name, value) = (string.Empty, string.Empty);
        rest = rest.TrimStart(" \t");
        while (rest.StartsWith(";"))
        {
            rest = rest[1..].TrimStart(" \t");
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        var equals = rest.IndexOf('=');
        if (equals <= 0)
        {
            IsMalformed = true;
            return false;
        }

        name = rest[..equals].TrimEnd(" \t").ToString();
        rest = rest[(equals + 1)..].TrimStart(" \t");
        return rest.StartsWith("\"") ? TryReadQuoted(out value) : TryReadToken(out value);
    }

    private bool TryReadToken(out string value)
    {
        var end = rest.IndexOf(';');
        value = (end < 0 ? rest : rest[..end]).TrimEnd(" \t").ToString();
        rest = end < 0 ? default : rest[end..];
        return true;
    }

    // Browsers write a quotation mark as %22 and a backslash as it is; others escape both. Only an escaped mark or backslash is one.
    private bool TryReadQuoted(out string value)
    {
        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                value = text.ToString();
                rest = rest[(i + 1)..];
                IsMalformed = !rest.IsEmpty && rest.TrimStart(" \t") is not [] and not [';', ..];
                return !IsMalformed;
            }

            i += rest[i] == '\\' && i + 1 < rest.Length && rest[i + 1] is '"' or '\\' ? 1 : 0;
            text.Append(rest[i]);
        }

        value = string.Empty;
        IsMalformed = true;
        return false;
    }
}
