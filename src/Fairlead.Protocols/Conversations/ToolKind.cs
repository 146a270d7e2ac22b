namespace Fairlead.Protocols.Conversations;

/// <summary>What a <see cref="Tool"/> is.</summary>
public enum ToolKind
{
    /// <summary>The caller's function, whose arguments are a JSON object.</summary>
    Function,

    /// <summary>The caller's tool that takes free text: OpenAI's <c>custom</c>.</summary>
    Custom,

    /// <summary>A tool that the vendor itself runs or defines, such as web search.</summary>
    Vendor,
}
