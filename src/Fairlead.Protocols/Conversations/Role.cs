namespace Fairlead.Protocols.Conversations;

/// <summary>Who speaks.</summary>
public enum Role
{
    /// <summary>Instructions.</summary>
    System,

    /// <summary>Instructions, in OpenAI's newer word.</summary>
    Developer,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>The caller's tools: blocks are <see cref="ToolResultBlock"/>s.</summary>
    Tool,
}
