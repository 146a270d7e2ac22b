using System.Text.RegularExpressions;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Text with references to secrets: <c>{{ .secrets.NAME }}</c> or <c>{{ .secrets["NAME"] }}</c>.</summary>
internal static partial class SecretTemplate
{
    /// <summary>The names of the secrets that a text refers to.</summary>
    public static IEnumerable<string> Names(string template) => Reference().Matches(template).Select(NameOf);

    /// <summary>Whether braces are left that refer to nothing.</summary>
    public static bool IsMalformed(string template) => Reference().Replace(template, string.Empty).Contains("{{", StringComparison.Ordinal);

    /// <summary>Puts the secrets in, once: a secret's text is never a template.</summary>
    public static string Render(string template, Func<string, string> secrets) => Reference().Replace(template, match => secrets(NameOf(match)));

    private static string NameOf(Match match) => match.Groups["dot"].Success ? match.Groups["dot"].Value : match.Groups["quoted"].Value;

    [GeneratedRegex("""\{\{\s*\.secrets(?:\.(?<dot>[A-Za-z0-9_-]+)|\["(?<quoted>[A-Za-z0-9_-]+)"\])\s*\}\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
