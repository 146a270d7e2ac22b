using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>How much the model is to think before it answers.</summary>
public sealed record Reasoning
{
    /// <summary>A word such as <c>low</c>, <c>medium</c>, <c>high</c>; a string. Unknown words pass.</summary>
    public JsonSlice Effort { get; init; }

    /// <summary>The most tokens to think, a number; absent when only an effort was given.</summary>
    public JsonSlice Budget { get; init; }

    /// <summary>Whether thinking was switched off.</summary>
    public bool IsOff { get; init; }

    /// <summary>Whether the model decides how long to think: Anthropic's <c>adaptive</c>, Gemini's budget of -1.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Whether thoughts or their summary are to be shown; null when nothing was said.</summary>
    public bool? IsShown { get; init; }

    /// <summary>How detailed the summary is to be: Responses' <c>reasoning.summary</c>, a string.</summary>
    public JsonSlice Summary { get; init; }
}
