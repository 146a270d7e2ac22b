namespace Fairlead.Protocols.OpenAI;

/// <summary>Where a top-level field lies in a body, in bytes from its start.</summary>
/// <param name="After">The end of what stands before the field: of the previous value, or of the opening brace.</param>
/// <param name="Name">The opening quote of the name.</param>
/// <param name="Start">The first byte of the value.</param>
/// <param name="End">The byte after the value.</param>
public readonly record struct FieldSpan(int After, int Name, int Start, int End)
{
    /// <summary>Whether the field is in the body.</summary>
    public bool IsPresent => End != 0;

    /// <summary>The length of the value in bytes.</summary>
    public int Length => End - Start;
}
