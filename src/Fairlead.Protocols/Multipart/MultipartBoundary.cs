namespace Fairlead.Protocols.Multipart;

/// <summary>The boundary of a multipart form. Source: https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1</summary>
public static class MultipartBoundary
{
    private const int MaxLength = 70;
    private const string Form = "multipart/form-data";

    /// <summary>Whether a <c>content-type</c> is that of a form.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null && contentType.StartsWith(Form, StringComparison.OrdinalIgnoreCase) && (contentType.Length == Form.Length || contentType[Form.Length] is ';' or ' ' or '\t');

    /// <summary>The boundary that a form's <c>content-type</c> names; null when it names none that is allowed, or two.</summary>
    public static string? Of(string contentType)
    {
        string? found = null;
        var parameters = new ParameterReader(contentType.AsSpan(Form.Length));
        while (parameters.TryRead(out var name, out var value))
        {
            if (name.Equals("boundary", StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null || value.Length is 0 or > MaxLength || value[^1] == ' ' || value.Any(static character => !IsAllowed(character)))
                {
                    return null;
                }

                found = value;
            }
        }

        return parameters.IsMalformed ? null : found;
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || "'()+_,-./:=? ".Contains(character, StringComparison.Ordinal);
}
