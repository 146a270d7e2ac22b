using System.Text;

namespace Fairlead.Gateway.Outbound;

/// <summary>Takes secrets out of whatever is quoted of an upstream's words.</summary>
public static class SecretMask
{
    /// <summary>The most that is quoted, in characters.</summary>
    public const int MaxQuote = 500;

    private const string Mask = "***";

    /// <summary>Replaces each secret in the text.</summary>
    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            text = secret.Length == 0 ? text : text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Replaces each secret in UTF-8 text; the same bytes when there is none in it.</summary>
    public static byte[] Apply(byte[] utf8, IReadOnlyList<string> secrets)
    {
        return Finds(utf8, secrets) ? Encoding.UTF8.GetBytes(Apply(Encoding.UTF8.GetString(utf8), secrets)) : utf8;
    }

    /// <summary>Whether UTF-8 text holds one of the secrets.</summary>
    public static bool Finds(ReadOnlySpan<byte> utf8, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length > 0 && utf8.IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cuts a quotation to its bound, and says so.</summary>
    public static string Cut(string text) => text.Length <= MaxQuote ? text : string.Concat(text.AsSpan(0, MaxQuote - 1), "…");
}
