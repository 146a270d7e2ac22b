using System.Text;

namespace Fairlead.Gateway.Outbound;

/// <summary>Writes names that others have chosen, such as models' and fields', into headers of answers.</summary>
internal static class HeaderText
{
    /// <summary>The name as it is, or, where a head cannot hold it, with percent-encoded UTF-8 in the place of what it cannot hold. Source: RFC 9110, section 5.5.</summary>
    public static string Of(string name) => HeaderAllowList.CanBeSent(name) ? name : Encode(name);

    /// <summary>Names in a list.</summary>
    public static string Of(IReadOnlyList<string> names) => Of(names.Count == 1 ? names[0] : string.Join(',', names));

    private static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length * 3);
        foreach (var letter in Encoding.UTF8.GetBytes(name))
        {
            _ = letter is < (byte)' ' or > (byte)'~' or (byte)'%' ? encoded.Append('%').Append(letter.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)) : encoded.Append((char)letter);
        }

        return encoded.ToString();
    }
}
