namespace Fairlead.Protocols.Conversations;

/// <summary>What a block of an answer is.</summary>
public enum BlockKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Thoughts, or their summary.</summary>
    Reasoning,

    /// <summary>A tool call.</summary>
    ToolCall,

    /// <summary>The words of a refusal.</summary>
    Refusal,
}
