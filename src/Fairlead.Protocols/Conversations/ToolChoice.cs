using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Which tools must or may be called.</summary>
/// <param name="Mode">The rule.</param>
/// <param name="Names">The tools it is about, strings: one for <see cref="ToolChoiceMode.Named"/>, those allowed for the others; empty for all.</param>
public sealed record ToolChoice(ToolChoiceMode Mode, params IReadOnlyList<JsonSlice> Names);
