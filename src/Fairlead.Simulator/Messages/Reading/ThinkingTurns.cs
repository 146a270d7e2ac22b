namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Checks the thinking that is sent back.</summary>
internal static class ThinkingTurns
{
    internal const string RedactedText = "redacted";

    internal static void Check(IReadOnlyList<Turn> turns, ThinkingConfig config, ThinkingSignature signatures)
    {
        foreach (ContentBlock block in turns.SelectMany(t => t.Blocks).Where(b => b.IsThinking))
        {
            CheckSignature(block, signatures);
        }

        if (!config.Enabled)
        {
            CheckNoneAtTheEnd(turns[^1]);
        }
        else if (!config.Adaptive && TurnThatBeganTheLast(turns) is { Blocks: [{ IsThinking: false } first, ..] })
        {
            throw MessagesErrors.Refuse(
                $"{first.At}.type: Expected `thinking` or `redacted_thinking`, but found `{first.Type}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking");
        }
    }

    private static void CheckSignature(ContentBlock block, ThinkingSignature signatures)
    {
        bool redacted = block.Type == "redacted_thinking";
        if (!signatures.IsFor(redacted ? RedactedText : block.Text, block.Signature!))
        {
            throw MessagesErrors.Refuse($"{block.At}: Invalid `{(redacted ? "data" : "signature")}` in `{block.Type}` block");
        }
    }

    private static void CheckNoneAtTheEnd(Turn last)
    {
        if (last.IsAssistant && last.Blocks.FirstOrDefault(b => b.IsThinking) is { } thought)
        {
            throw MessagesErrors.Refuse(
                $"{thought.At}: When thinking is disabled, an `assistant` message in the final position cannot contain `{thought.Type}`. To use thinking blocks, enable `thinking` in your request.");
        }
    }

    // Uses of tools with their results in between are one long turn of the assistant, which thinks at its start.
    private static Turn? TurnThatBeganTheLast(IReadOnlyList<Turn> turns)
    {
        Turn? began = null;
        for (int i = turns.Count - 1; i >= 0 && (turns[i].IsAssistant || turns[i].GivesResults); i--)
        {
            began = turns[i].IsAssistant ? turns[i] : began;
        }

        return began;
    }
}
