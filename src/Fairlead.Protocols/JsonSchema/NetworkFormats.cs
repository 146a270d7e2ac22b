using System.Net;
using System.Net.Sockets;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Addresses and identifiers. Names are ASCII: an international host name is written in its ASCII form.</summary>
internal static class NetworkFormats
{
    private const string EmailPunctuation = "!#$%&'*+-/=?^_`{|}~";
    private const string UriPunctuation = "-._~:/?#[]@!$&'()*+,;=%";

    /// <summary>RFC 5321 without quoted local parts and address literals.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= 64
            && IsHostName(text[(at + 1)..])
            && text[..at].Split('.').All(static atom => atom.Length > 0 && atom.All(IsEmailCharacter));
    }

    /// <summary>RFC 1123.</summary>
    public static bool IsHostName(string text) => text.Length is > 0 and <= 253 && text.Split('.').All(IsLabel);

    /// <summary>Four decimal numbers without leading zeros (RFC 2673).</summary>
    public static bool IsIPv4(string text)
    {
        var parts = text.Length <= 15 ? text.Split('.') : [];
        return parts.Length == 4 && parts.All(static part =>
            part.Length is >= 1 and <= 3
            && part.All(char.IsAsciiDigit)
            && (part.Length == 1 || part[0] != '0')
            && string.CompareOrdinal(part.PadLeft(3, '0'), "255") <= 0);
    }

    /// <summary>RFC 4291, without a zone and without brackets.</summary>
    public static bool IsIPv6(string text) =>
        text.Length <= 45
        && text.All(static c => char.IsAsciiHexDigit(c) || c is ':' or '.')
        && (!text.Contains('.', StringComparison.Ordinal) || IsIPv4(text[(text.LastIndexOf(':') + 1)..]))
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;

    public static bool IsUuid(string text) => text.Length == 36
        && text.Index().All(static pair => pair.Index is 8 or 13 or 18 or 23 ? pair.Item == '-' : char.IsAsciiHexDigit(pair.Item));

    /// <summary>RFC 3986 with a scheme.</summary>
    public static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && char.IsAsciiLetter(text[0])
            && text[..colon].All(static c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
            && text.All(static c => char.IsAsciiLetterOrDigit(c) || UriPunctuation.Contains(c, StringComparison.Ordinal))
            && text.Index().All(pair => pair.Item != '%' || IsEscape(text, pair.Index))
            && Uri.TryCreate(text, UriKind.Absolute, out _);
    }

    private static bool IsEscape(string text, int at) =>
        at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsEmailCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || EmailPunctuation.Contains(character, StringComparison.Ordinal);
}
