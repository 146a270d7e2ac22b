namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>format</c>, as an assertion.</summary>
internal sealed class FormatCheck(Format format) : TextCheck
{
    public override string Message => $"must be {format.Words}";

    public override bool Accepts(string text, Validation run) => !run.Spend(1 + (text.Length / 256)) || format.IsMatch(text);
}
