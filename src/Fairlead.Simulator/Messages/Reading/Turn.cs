namespace Fairlead.Simulator.Messages.Reading;

/// <summary>What one side says: a message, or several of the same role in a row, which count as one.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Index">The place of its first message.</param>
/// <param name="Blocks">What is said.</param>
internal sealed record Turn(string Role, int Index, IReadOnlyList<ContentBlock> Blocks)
{
    internal bool IsAssistant => Role == "assistant";

    /// <summary>Whether it goes on with a turn of the assistant by giving results of tools.</summary>
    internal bool GivesResults => Blocks.Count > 0 && Blocks[0].Type == "tool_result";

    internal static IReadOnlyList<Turn> Merge(IEnumerable<Turn> messages)
    {
        var turns = new List<Turn>();
        foreach (Turn message in messages)
        {
            if (turns.Count > 0 && turns[^1].Role == message.Role)
            {
                turns[^1] = turns[^1] with { Blocks = [.. turns[^1].Blocks, .. message.Blocks] };
            }
            else
            {
                turns.Add(message);
            }
        }

        return turns;
    }
}
