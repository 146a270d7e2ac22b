using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>One block of an answer.</summary>
/// <param name="Type"><c>text</c>, <c>tool_use</c>, <c>thinking</c> or <c>redacted_thinking</c>.</param>
/// <param name="Text">What it shows.</param>
internal sealed record ReplyBlock(string Type, string Text)
{
    /// <summary>What protects thinking: its signature, or the whole of a redacted block.</summary>
    internal string Signature { get; init; } = "";

    /// <summary>The tool used.</summary>
    internal ToolCall? Call { get; init; }

    /// <summary>What it shows, as a stream cuts it.</summary>
    internal IEnumerable<string> Pieces => TextPieces.Split(Text);
}
