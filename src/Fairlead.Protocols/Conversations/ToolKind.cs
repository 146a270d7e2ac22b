namespace Fairlead.Protocols.Conversations;

/// <summary>What a <see cref="Tool"/> is.</summary>
public enum ToolKind
{
    /// <summary>The caller's function, whose arguments are a JSON object.</summary>
    Function,

    /// <summary>The caller's tool that takes free text: OpenAI's <c>custom</c>.</summary>
    Custom,

    /// <summary>The caller's search for tools that it has not shown: OpenAI's <c>tool_search</c> with <c>execution: client</c>. Elsewhere it is a function.</summary>
    Search,

    /// <summary>A tool that the vendor itself runs or defines, such as web search.</summary>
    Vendor,
}
