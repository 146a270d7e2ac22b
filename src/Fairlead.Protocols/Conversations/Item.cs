using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>One entry of a conversation.</summary>
public sealed class Item
{
    /// <summary>Who speaks.</summary>
    public required Role Role { get; init; }

    /// <summary>Its parts, in order.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The speaker's name, a string; absent in most dialects.</summary>
    public JsonSlice Name { get; init; }
}
