using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>One choice of an answer.</summary>
/// <param name="Content">The text; null when tools are called instead.</param>
/// <param name="ToolCalls">The tools called.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c> or <c>tool_calls</c>.</param>
internal sealed record Answer(string? Content, IReadOnlyList<ToolCall> ToolCalls, string FinishReason)
{
    /// <summary>The stop sequence that ended it, if one did.</summary>
    internal string? StopSequence { get; init; }

    internal int Tokens => TextPieces.Count(Content ?? "") + ToolCalls.Sum(c => 4 + TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
}
