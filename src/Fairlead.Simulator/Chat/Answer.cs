using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>One choice of an answer.</summary>
/// <param name="Content">The text; null when tools are called instead.</param>
/// <param name="ToolCalls">The tools called.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c> or <c>tool_calls</c>, or what a directive ordered.</param>
internal sealed record Answer(string? Content, IReadOnlyList<ToolCall> ToolCalls, string FinishReason)
{
    /// <summary>The stop sequence that ended it, if one did.</summary>
    internal string? StopSequence { get; init; }

    /// <summary>The words of a refusal in place of an answer.</summary>
    internal string? Refusal { get; init; }

    /// <summary>What was thought aloud before.</summary>
    internal string? Thinking { get; init; }

    /// <summary>How many likely tokens to tell for each; null tells no probabilities.</summary>
    internal int? Logprobs { get; init; }

    internal int Tokens => TextPieces.Count(Content ?? Refusal ?? "") + ToolCalls.Sum(c => 4 + TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
}
