using System.Text.RegularExpressions;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Messages of the system within a conversation, which Claude Opus knows from 4.8 on, right after a message of the user.
/// https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages</summary>
internal static partial class SystemTurns
{
    /// <returns>The text of the message.</returns>
    internal static string Read(InputObject message, int index, string model, string? roleBefore)
    {
        if (!Knowing().IsMatch(model))
        {
            throw MessagesErrors.Refuse(
                "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role.");
        }

        if (roleBefore != "user")
        {
            throw MessagesErrors.Refuse(index == 0
                ? "messages.0: use the top-level 'system' parameter for the initial system prompt"
                : $"messages.{index}: a message of role 'system' must immediately follow a 'user' message");
        }

        message.AllowOnly(["role", "content"]);
        return BlockReader.ReadText(message, "content", BlockReader.InSystem, required: true).Text;
    }

    [GeneratedRegex(@"^claude-opus-(4-[89]|[5-9]|\d\d)")]
    private static partial Regex Knowing();
}
