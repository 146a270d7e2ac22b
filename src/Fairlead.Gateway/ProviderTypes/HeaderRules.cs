using System.Buffers;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Which headers a provider may add to its requests, and what their values may hold.</summary>
internal static class HeaderRules
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // RFC 9110, section 7.6.1, and what the gateway itself decides.
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host", "Accept-Encoding", "Expect", "Cookie",
    };

    /// <summary>Why a header of this name is refused; null when it is not.</summary>
    public static string? NameProblem(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return "is not a valid header name (RFC 9110, section 5.6.2)";
        }

        return Refused.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            ? "is a header that cannot be set: it belongs to the connection or the body"
            : null;
    }

    /// <summary>Why a rendered value is refused; null when it is not. The value is not quoted: it may be a secret.</summary>
    public static string? ValueProblem(string value) =>
        value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "has a value with a control or non-ASCII character, which would split or garble the request" : null;

    /// <summary>A secret as it goes into a header: one newline at its end is an accident of how it was stored.</summary>
    public static string TrimSecret(string secret) =>
        secret.EndsWith("\r\n", StringComparison.Ordinal) ? secret[..^2] : secret.EndsWith('\n') ? secret[..^1] : secret;
}
