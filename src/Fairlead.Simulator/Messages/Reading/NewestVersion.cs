namespace Fairlead.Simulator.Messages.Reading;

/// <summary>What version 2026-10-21 no longer takes in messages: https://platform.claude.com/docs/en/api/migration-2026-10-21.
/// The rules are the vendor's; it does not publish the words of these two errors.</summary>
internal static class NewestVersion
{
    internal static void Check(IReadOnlyList<Turn> turns)
    {
        foreach (Turn turn in turns)
        {
            if (turn.IsAssistant && turn.Blocks.Any(b => b.Type == "document"))
            {
                throw MessagesErrors.Refuse($"messages.{turn.Index}: `document` blocks can only be in `user` messages");
            }

            if (!turn.IsAssistant && turn.Blocks.FirstOrDefault(b => b.HasCitations) is { } cited)
            {
                throw MessagesErrors.Refuse($"{cited.At}: `citations` of text blocks can only be in `assistant` messages");
            }
        }
    }
}
