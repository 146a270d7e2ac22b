using System.Text;

namespace Fairlead.Gateway.Routing;

/// <summary>A name with <c>*</c>, each of which stands for any text of at least one character.</summary>
public sealed class RoutePattern
{
    private readonly string[] parts;

    /// <summary>Reads a pattern.</summary>
    public RoutePattern(string text)
    {
        Text = text;
        parts = text.Split('*');
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>How much of the name it says: of two that match, the one that says more is meant.</summary>
    public int Specificity => Text.Length - (parts.Length - 1);

    /// <summary>Whether a name is a pattern.</summary>
    public static bool Is(string name) => name.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a name is one of those that it means.</summary>
    public bool Matches(ReadOnlySpan<char> name) => TryMatch(name, null);

    /// <summary>What each star matched; null when the name is not one of those that it means.</summary>
    public IReadOnlyList<string>? Match(ReadOnlySpan<char> name)
    {
        if (!Matches(name))
        {
            return null; // As most names of most patterns: it costs no list.
        }

        var stars = new List<string>(parts.Length - 1);
        TryMatch(name, stars);
        return stars;
    }

    /// <summary>Puts what the stars matched into a template with stars of its own, in order; further stars get the last.</summary>
    public static string Fill(string template, IReadOnlyList<string> stars)
    {
        var filled = new StringBuilder();
        var star = 0;
        foreach (var letter in template)
        {
            _ = letter == '*' && stars.Count > 0 ? filled.Append(stars[Math.Min(star++, stars.Count - 1)]) : filled.Append(letter);
        }

        return filled.ToString();
    }

    // Each star takes as little as it can, the last one the rest: of what can match, something does.
    private bool TryMatch(ReadOnlySpan<char> name, List<string>? stars)
    {
        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        name = name[parts[0].Length..];
        for (var i = 1; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            var found = isLast ? (name.EndsWith(parts[i], StringComparison.Ordinal) ? name.Length - parts[i].Length : -1) : IndexAfterFirst(name, parts[i]);
            if (found < 1)
            {
                return false;
            }

            stars?.Add(name[..found].ToString());
            name = name[(found + parts[i].Length)..];
        }

        return parts.Length > 1 || name.IsEmpty;
    }

    private static int IndexAfterFirst(ReadOnlySpan<char> name, string part) =>
        name.IsEmpty ? -1 : name[1..].IndexOf(part, StringComparison.Ordinal) is >= 0 and var at ? at + 1 : -1;
}
