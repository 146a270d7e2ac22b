namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Checks that uses of tools and their results belong together.</summary>
internal static class ToolPairs
{
    internal static void Check(IReadOnlyList<Turn> turns)
    {
        var known = new HashSet<string>();
        string[] open = [];
        for (int i = 0; i < turns.Count; i++)
        {
            Turn turn = turns[i];
            if (!turn.IsAssistant)
            {
                CheckResults(turn, open);
                continue;
            }

            ContentBlock[] uses = [.. turn.Blocks.Where(b => b.Type == "tool_use")];
            if (uses.FirstOrDefault(u => !known.Add(u.ToolUseId!)) is { } twice)
            {
                throw MessagesErrors.Refuse($"{twice.At}: `tool_use` ids must be unique");
            }

            open = [.. uses.Select(u => u.ToolUseId!)];
            CheckAnswered(turn, open, i + 1 < turns.Count ? turns[i + 1] : null);
        }
    }

    // Only results that come before anything else in the next turn count.
    private static void CheckAnswered(Turn turn, string[] open, Turn? next)
    {
        var answered = next?.Blocks.TakeWhile(b => b.Type == "tool_result").Select(b => b.ToolUseId).ToHashSet() ?? [];
        string[] missing = [.. open.Where(id => !answered.Contains(id))];
        if (missing.Length > 0)
        {
            throw MessagesErrors.Refuse(
                $"messages.{turn.Index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", missing)}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    private static void CheckResults(Turn turn, string[] open)
    {
        var seen = new HashSet<string>();
        foreach (ContentBlock result in turn.Blocks.Where(b => b.Type == "tool_result"))
        {
            if (!open.Contains(result.ToolUseId))
            {
                throw MessagesErrors.Refuse(
                    $"{result.At}: unexpected `tool_use_id` found in `tool_result` blocks: {result.ToolUseId}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
            }

            if (!seen.Add(result.ToolUseId!))
            {
                throw MessagesErrors.Refuse(
                    $"{result.At}: each tool_use must have a single result. Found multiple `tool_result` blocks with id: {result.ToolUseId}");
            }
        }
    }
}
