using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Text.</summary>
/// <param name="text">The text, a string.</param>
public sealed class TextBlock(JsonSlice text) : Block
{
    /// <summary>The text, a string.</summary>
    public JsonSlice Text { get; } = text;
}
