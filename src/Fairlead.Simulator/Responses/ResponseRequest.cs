using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Responses.Input;

namespace Fairlead.Simulator.Responses;

/// <summary>A valid request for a response.</summary>
/// <param name="Body">As it came: most of it is told back.</param>
/// <param name="Core">What decides the answer.</param>
/// <param name="Items">All input items, those of earlier responses included.</param>
internal sealed record ResponseRequest(JsonElement Body, ChatRequest Core, IReadOnlyList<InputItem> Items)
{
    internal bool Store { get; init; }

    internal bool Background { get; init; }

    internal int? MaxOutputTokens { get; init; }

    /// <summary>Whether a summary of the reasoning was asked for.</summary>
    internal bool Summary { get; init; }

    /// <summary>Whether reasoning is to be handed out in a form that can be sent back.</summary>
    internal bool Encrypted { get; init; }

    /// <summary>How many likely tokens to tell for each; null tells no probabilities.</summary>
    internal int? Logprobs { get; init; }

    /// <summary>The tools that take text instead of arguments.</summary>
    internal IReadOnlySet<string> CustomTools { get; init; } = new HashSet<string>();
}
