namespace Fairlead.Simulator.Messages.Reading;

/// <summary>One valid block of a message.</summary>
/// <param name="Type">What it is.</param>
/// <param name="At">Where it stands, as error messages have it.</param>
internal sealed record ContentBlock(string Type, string At)
{
    /// <summary>The text of a text, thinking or tool result block.</summary>
    internal string Text { get; init; } = "";

    /// <summary>The id of a tool use, or the one a tool result answers.</summary>
    internal string? ToolUseId { get; init; }

    /// <summary>The name of a tool used.</summary>
    internal string? Name { get; init; }

    /// <summary>The input of a tool used, as JSON text.</summary>
    internal string? Input { get; init; }

    /// <summary>The signature of a thinking block, or the data of a redacted one.</summary>
    internal string? Signature { get; init; }

    /// <summary>How many cache marks it carries, those inside it included.</summary>
    internal int CacheMarks { get; init; }

    /// <summary>Whether it is a text that cites something, or holds one.</summary>
    internal bool HasCitations { get; init; }

    internal bool IsThinking => Type is "thinking" or "redacted_thinking";
}
