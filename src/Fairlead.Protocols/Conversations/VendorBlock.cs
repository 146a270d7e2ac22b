using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A block that has no counterpart in other dialects. Only a writer of the same dialect can keep it.</summary>
/// <param name="type">Its <c>type</c>, for the account of what was lost.</param>
/// <param name="value">The block as it was written.</param>
public sealed class VendorBlock(string type, JsonSlice value) : Block
{
    /// <summary>Its <c>type</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The block as it was written.</summary>
    public JsonSlice Value { get; } = value;
}
