using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Gateway.Outbound;

/// <summary>Takes secrets out of whatever is quoted of an upstream's words.</summary>
public static class SecretMask
{
    /// <summary>The most that is quoted, in characters.</summary>
    public const int MaxQuote = 500;

    private const string Mask = "***";

    /// <summary>Replaces each secret in the text, also where it is spelt with JSON's escapes.</summary>
    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        var mayEscape = text.Contains('\\', StringComparison.Ordinal);

        // The longest first: one may begin with another.
        foreach (var secret in secrets.Where(static secret => secret.Length > 0).OrderByDescending(static secret => secret.Length))
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
            text = mayEscape ? AnySpelling(secret).Replace(text, Mask) : text;
        }

        return text;
    }

    /// <summary>Replaces each secret in UTF-8 text; the same bytes when there is none in it.</summary>
    public static byte[] Apply(byte[] utf8, IReadOnlyList<string> secrets) =>
        Finds(utf8, secrets) ? Encoding.UTF8.GetBytes(Apply(Encoding.UTF8.GetString(utf8), secrets)) : utf8;

    /// <summary>Whether UTF-8 text holds one of the secrets, as it is or with JSON's escapes.</summary>
    public static bool Finds(ReadOnlySpan<byte> utf8, IReadOnlyList<string> secrets)
    {
        var escaped = utf8.Contains((byte)'\\') ? Encoding.UTF8.GetString(utf8) : null;
        foreach (var secret in secrets)
        {
            if (secret.Length > 0 && (utf8.IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || (escaped is not null && AnySpelling(secret).IsMatch(escaped))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cuts a quotation to its bound, and says so.</summary>
    public static string Cut(string text) => text.Length <= MaxQuote ? text : string.Concat(text.AsSpan(0, MaxQuote - 1), "…");

    // Inside a JSON string any character may be written as \uXXXX, and some with a backslash (RFC 8259, section 7).
    private static Regex AnySpelling(string secret) => new(string.Concat(secret.Select(Spellings)), RegexOptions.CultureInvariant);

    private static string Spellings(char character)
    {
        var itself = Regex.Escape(character.ToString());
        var withBackslash = character is '"' or '\\' or '/' ? $@"\\{itself}|" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $@"(?:{withBackslash}\\u(?i:{(int)character:x4})|{itself})");
    }
}
