namespace Fairlead.Protocols.Conversations;

/// <summary>The rule of a <see cref="ToolChoice"/>.</summary>
public enum ToolChoiceMode
{
    /// <summary>The model decides.</summary>
    Auto,

    /// <summary>No tool may be called.</summary>
    None,

    /// <summary>Some tool must be called.</summary>
    Required,

    /// <summary>That tool must be called.</summary>
    Named,

    /// <summary>A rule that only its vendor knows.</summary>
    Vendor,
}
