using System.Globalization;
using System.Text;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>
/// The names of a request's documents: letters, digits, single spaces, hyphens, parentheses and square brackets; each name once.
/// Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html
/// </summary>
internal sealed class ConverseDocumentNames
{
    private const int MaxLength = 190;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>A name that may be sent for a document of a title.</summary>
    public string Take(string? title)
    {
        var name = Clean(title ?? "");
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
        }

        return unique;
    }

    private static string Clean(string title)
    {
        var name = new StringBuilder(title.Length);
        foreach (var letter in title)
        {
            var allowed = char.IsWhiteSpace(letter) ? ' ' : char.IsAsciiLetterOrDigit(letter) || "-()[]".Contains(letter, StringComparison.Ordinal) ? letter : '-';
            if (name.Length < MaxLength && (allowed != ' ' || (name.Length > 0 && name[^1] != ' ')))
            {
                name.Append(allowed);
            }
        }

        var cleaned = name.ToString().TrimEnd(' ');
        return cleaned.Length == 0 ? "document" : cleaned;
    }
}
