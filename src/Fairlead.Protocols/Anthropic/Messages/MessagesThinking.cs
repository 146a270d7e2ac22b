using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary><c>thinking</c>. Sources: https://platform.claude.com/docs/en/build-with-claude/extended-thinking and …/adaptive-thinking</summary>
internal static class MessagesThinking
{
    /// <summary>Reads it; false for a kind of thinking that is not known here.</summary>
    public static bool TryRead(JsonSlice thinking, Conversation conversation)
    {
        var type = thinking["type"u8];
        var isOff = type.Is("disabled"u8);
        var isAdaptive = type.Is("adaptive"u8);
        if (!isOff && !isAdaptive && !type.Is("enabled"u8))
        {
            return false;
        }

        var display = thinking["display"u8];
        var isHidden = display.Is("omitted"u8);
        conversation.Reply.ShowsReasoning = !isHidden;
        conversation.Reasoning = (conversation.Reasoning ?? new Reasoning()) with
        {
            Budget = thinking["budget_tokens"u8],
            IsOff = isOff,
            IsAdaptive = isAdaptive,
            IsShown = display.IsString ? !isHidden : null,
        };
        return true;
    }

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, ThinkingPlan plan, Reasoning? reasoning)
    {
        if (plan.Type is null)
        {
            return;
        }

        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, plan.Type);
        json.WriteIfPresent("budget_tokens"u8, plan.Budget);
        if (plan.IsOn && reasoning?.IsShown is { } isShown)
        {
            json.WriteString("display"u8, isShown ? "summarized"u8 : "omitted"u8);
        }

        json.WriteEndObject();
    }
}
