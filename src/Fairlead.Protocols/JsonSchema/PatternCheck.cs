using System.Text.RegularExpressions;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>pattern</c>: runs in time proportional to the text, whatever the pattern.</summary>
internal sealed class PatternCheck(string source, Pattern pattern) : TextCheck
{
    /// <summary>The most state transitions that one step pays for.</summary>
    private const int TransitionsPerStep = 256;

    public override string Message => $"must match the pattern {Wording.Cut(source)}";

    public override bool Accepts(string text, Validation run)
    {
        if (!run.Spend(1 + ((long)text.Length * pattern.Size / TransitionsPerStep)))
        {
            return true;
        }

        try
        {
            return pattern.Expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            run.Exhaust();
            return true;
        }
    }
}
