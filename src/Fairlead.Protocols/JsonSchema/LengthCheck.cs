namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>minLength</c> and <c>maxLength</c>, in Unicode code points.</summary>
internal sealed class LengthCheck(int bound, bool isLeast) : TextCheck
{
    public override string Message =>
        $"must have at {(isLeast ? "least" : "most")} {Wording.Count(bound, "character", "characters")}";

    public override bool Accepts(string text, Validation run)
    {
        if (!run.Spend(1 + (text.Length / 256)))
        {
            return true;
        }

        // Each low surrogate completes a pair: readable text has no other.
        var length = text.Length - text.Count(char.IsLowSurrogate);
        return isLeast ? length >= bound : length <= bound;
    }
}
