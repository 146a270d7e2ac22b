using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// What the model thought. The vendor's proof of it must come back as it went out, or the vendor refuses the next turn.
/// </summary>
public sealed class ReasoningBlock : Block
{
    /// <summary>The item's id in Responses, a string.</summary>
    public JsonSlice Id { get; init; }

    /// <summary>The thoughts, or their summary: a string; absent when the vendor keeps them to itself.</summary>
    public JsonSlice Text { get; init; }

    /// <summary>The vendor's proof of the thoughts: Anthropic's <c>signature</c>, Gemini's <c>thoughtSignature</c>, Responses' <c>encrypted_content</c>; a string.</summary>
    public JsonSlice Signature { get; init; }

    /// <summary>Thoughts that only the vendor can read (Anthropic's <c>redacted_thinking</c>), a string; then there is no text.</summary>
    public JsonSlice Redacted { get; init; }
}
