using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>The model's words for why it will not answer.</summary>
/// <param name="text">The words, a string.</param>
public sealed class RefusalBlock(JsonSlice text) : Block
{
    /// <summary>The words, a string.</summary>
    public JsonSlice Text { get; } = text;
}
