using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Simulator.Schemas;

/// <summary>Writes a text that matches a simple regular expression: literals, classes, groups, alternatives and repetition. What it
/// wrote is checked, so an expression beyond it gives nothing rather than a wrong text.</summary>
internal sealed class PatternSample
{
    private const int LongestPattern = 1_000;
    private const int LongestText = 100_000;

    private readonly string pattern;
    private readonly int extra;
    private int at;

    private PatternSample(string pattern, int extra)
    {
        this.pattern = pattern;
        this.extra = extra;
    }

    internal static string? Make(string pattern, int least, int most)
    {
        if (pattern.Length > LongestPattern)
        {
            return null;
        }

        // Open repetitions are made longer until the shortest length allowed is met.
        foreach (int extra in (int[])[0, 1, least, least * 2])
        {
            try
            {
                string text = new PatternSample(pattern, extra).Alternatives();
                if (text.Length >= least && text.Length <= most
                    && Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromMilliseconds(200)))
                {
                    return text;
                }
            }
            catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or RegexMatchTimeoutException)
            {
                return null;
            }
        }

        return null;
    }

    private string Alternatives()
    {
        string first = Sequence();
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            Sequence();
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            string atom = Atom();
            for (int times = Repetition(); times > 0; times--)
            {
                text.Append(text.Length <= LongestText ? atom : throw new FormatException("The pattern's text is too long."));
            }
        }

        return text.ToString();
    }

    private string Atom()
    {
        char c = pattern[at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return "a";
            case '[':
                return Class();
            case '\\':
                return Escape(pattern[at++]);
            case '(':
                if (pattern.AsSpan(at).StartsWith("?:"))
                {
                    at += 2;
                }

                string inner = Alternatives();
                at++;
                return inner;
            default:
                return c.ToString();
        }
    }

    private static string Escape(char c) => c switch
    {
        'd' => "1",
        'w' => "a",
        's' => " ",
        'D' or 'S' => "a",
        'W' => "-",
        'b' or 'B' => "",
        't' => "\t",
        'n' => "\n",
        _ => c.ToString(),
    };

    private string Class()
    {
        int start = at;
        bool negated = pattern[at] == '^';
        while (pattern[at] != ']' || at == start + (negated ? 1 : 0))
        {
            at += pattern[at] == '\\' ? 2 : 1;
        }

        string set = pattern[start..at++];
        if (!negated)
        {
            return set[0] == '\\' ? Escape(set[1]) : set[..1];
        }

        return "aZ0-_ ".Select(c => c.ToString()).FirstOrDefault(c => Regex.IsMatch(c, $"[{set}]")) ?? "~";
    }

    private int Repetition()
    {
        if (at >= pattern.Length)
        {
            return 1;
        }

        switch (pattern[at])
        {
            case '*' or '?':
                bool open = pattern[at++] == '*';
                return open ? extra : 0;
            case '+':
                at++;
                return Math.Max(1, extra);
            case '{':
                int end = pattern.IndexOf('}', at);
                string[] bounds = pattern[(at + 1)..end].Split(',');
                at = end + 1;
                int least = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
                int most = bounds.Length == 1 ? least : int.TryParse(bounds[1], out int upper) ? upper : int.MaxValue;
                return Math.Min(Math.Max(least, extra), most);
            default:
                return 1;
        }
    }
}
