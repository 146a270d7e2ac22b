using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Simulator.Schemas;

/// <summary>Writes a text that matches a simple regular expression: literals, classes, groups, alternatives and repetition. What it
/// wrote is checked, so an expression beyond it gives nothing rather than a wrong text.</summary>
internal sealed class PatternSample
{
    private const int LongestPattern = 1_000;
    private const int LongestText = 100_000;

    private readonly string _pattern;
    private readonly int _extra;
    private int _at;

    private PatternSample(string pattern, int extra)
    {
        _pattern = pattern;
        _extra = extra;
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
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            Sequence();
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
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
        char c = _pattern[_at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return "a";
            case '[':
                return Class();
            case '\\':
                return Escape(_pattern[_at++]);
            case '(':
                if (_pattern.AsSpan(_at).StartsWith("?:"))
                {
                    _at += 2;
                }

                string inner = Alternatives();
                _at++;
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
        int start = _at;
        bool negated = _pattern[_at] == '^';
        while (_pattern[_at] != ']' || _at == start + (negated ? 1 : 0))
        {
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }

        string set = _pattern[start.._at++];
        if (!negated)
        {
            return set[0] == '\\' ? Escape(set[1]) : set[..1];
        }

        return "aZ0-_ ".Select(c => c.ToString()).FirstOrDefault(c => Regex.IsMatch(c, $"[{set}]")) ?? "~";
    }

    private int Repetition()
    {
        if (_at >= _pattern.Length)
        {
            return 1;
        }

        switch (_pattern[_at])
        {
            case '*' or '?':
                bool open = _pattern[_at++] == '*';
                return open ? _extra : 0;
            case '+':
                _at++;
                return Math.Max(1, _extra);
            case '{':
                int end = _pattern.IndexOf('}', _at);
                string[] bounds = _pattern[(_at + 1)..end].Split(',');
                _at = end + 1;
                int least = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
                int most = bounds.Length == 1 ? least : int.TryParse(bounds[1], out int upper) ? upper : int.MaxValue;
                return Math.Min(Math.Max(least, _extra), most);
            default:
                return 1;
        }
    }
}
