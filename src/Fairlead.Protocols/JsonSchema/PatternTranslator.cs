using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// ECMAScript's regular expressions (ECMA-262, Unicode mode) in .NET's notation. Everything that could mean something else
/// in .NET is spelled out; what cannot run in linear time, or not with the same meaning, is refused.
/// </summary>
internal sealed class PatternTranslator
{
    private const int LongestPattern = 1_000;
    private const int LargestSize = 3_000;
    private const string TooLarge = "repeats too much: written in full it is too long";

    /// <summary>The work is paid for beforehand; this is for a machine that is far slower than assumed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly PatternCursor cursor;
    private readonly StringBuilder output = new();
    private readonly Stack<long> outerSizes = new();
    private long size;
    private long atom;
    private bool canRepeat;

    private PatternTranslator(string source) => cursor = new PatternCursor(source);

    public static bool TryTranslate(
        string source,
        [NotNullWhen(true)] out Pattern? pattern,
        [NotNullWhen(false)] out string? fault)
    {
        (pattern, fault) = (null, null);
        try
        {
            pattern = source.Length <= LongestPattern
                ? new PatternTranslator(source).Translate()
                : throw new PatternException($"has more than {LongestPattern} characters");
        }
        catch (PatternException exception)
        {
            fault = exception.Message;
        }

        return pattern is not null;
    }

    private Pattern Translate()
    {
        while (!cursor.IsAtEnd)
        {
            TranslateNext(cursor.Take());
            if (size + atom > LargestSize)
            {
                throw new PatternException(TooLarge);
            }
        }

        return outerSizes.Count == 0
            ? Build()
            : throw new PatternException("has a group that is not closed");
    }

    private Pattern Build()
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return new Pattern(new Regex(output.ToString(), options, Patience), (int)Math.Max(1, size + atom));
        }
        catch (NotSupportedException)
        {
            // The engine has a bound of its own on the size of an automaton.
            throw new PatternException(TooLarge);
        }
    }

    private void TranslateNext(char character)
    {
        switch (character)
        {
            case '^' or '$':
                Separate(character == '^' ? @"\A" : @"\z");
                break;
            case '|':
                Separate("|");
                break;
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '*' or '+' or '?':
                Repeat(character.ToString(), 1);
                break;
            case '{':
                RepeatCounted();
                break;
            case '}' or ']':
                throw new PatternException($"has a {character} that stands alone: write \\{character}");
            case '[':
                Emit(PatternClass.Read(cursor));
                break;
            case '.':
                Emit(PatternSet.AnyButLineBreak.Outside());
                break;
            case '\\':
                Emit(PatternEscape.ReadAtom(cursor));
                break;
            default:
                Emit(PatternSet.Literal(cursor.Complete(character)));
                break;
        }
    }

    private void Emit(string text)
    {
        output.Append(text);
        size += atom;
        atom = 1;
        canRepeat = true;
    }

    private void Separate(string text)
    {
        output.Append(text);
        canRepeat = false;
    }

    private void Open()
    {
        if (cursor.TrySkip("?<") && !cursor.IsAt('=') && !cursor.IsAt('!'))
        {
            cursor.SkipPast('>');
        }
        else if (!cursor.TrySkip("?:") && (cursor.IsAt('?') || cursor.IsAfter('<')))
        {
            throw new PatternException("has a lookaround or another special group, which is not supported");
        }

        output.Append("(?:");
        outerSizes.Push(size + atom);
        (size, atom, canRepeat) = (0, 0, false);
    }

    private void Close()
    {
        if (!outerSizes.TryPop(out var outer))
        {
            throw new PatternException("closes a group that is not open");
        }

        output.Append(')');
        (size, atom, canRepeat) = (outer, Math.Max(1, size + atom), true);
    }

    private void RepeatCounted()
    {
        var least = cursor.TakeNumber();
        var most = cursor.TrySkip(",") ? cursor.TakeNumber() ?? -1 : least;
        if (least is null || most is null || !cursor.TrySkip("}"))
        {
            throw new PatternException("has a { that is no repetition: write \\{");
        }

        if (most >= 0 && most < least)
        {
            throw new PatternException("has a repetition whose bounds are the wrong way round");
        }

        var upper = most < 0 ? "" : most.Value.ToString(CultureInfo.InvariantCulture);
        Repeat(string.Create(CultureInfo.InvariantCulture, $"{{{least},{upper}}}"), Math.Max(1, Math.Max(least.Value, most.Value)));
    }

    private void Repeat(string quantifier, int times)
    {
        if (!canRepeat)
        {
            throw new PatternException("has a repetition with nothing to repeat");
        }

        // Whether a repetition is lazy changes what is found, never whether anything is.
        cursor.TrySkip("?");
        output.Append(quantifier);
        atom *= times;
        canRepeat = false;
    }
}
