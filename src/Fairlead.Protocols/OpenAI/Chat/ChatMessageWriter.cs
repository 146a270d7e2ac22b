using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes <c>messages</c>.</summary>
internal static class ChatMessageWriter
{
    /// <summary>Writes a conversation's items. Instructions are <c>system</c> messages, which every server knows.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="returnsReasoning">Whether thoughts of earlier turns go back.</param>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, bool returnsReasoning)
    {
        conversation.Parameters.Take(Parameter.Instructions);
        writer.WriteStartArray("messages"u8);
        List<Block> said = [];
        List<Item> between = [];
        foreach (var item in conversation.Items)
        {
            if (item.Role == Role.Assistant)
            {
                // Responses has an item for each call, but parallel calls are one message here.
                ChatTurnWriter.Write(writer, between, conversation.Parameters);
                said.AddRange(item.Blocks);
                continue;
            }

            WriteAssistant(writer, said, conversation, returnsReasoning);
            between.Add(item);
        }

        WriteAssistant(writer, said, conversation, returnsReasoning);
        ChatTurnWriter.Write(writer, between, conversation.Parameters);
        writer.WriteEndArray();
    }

    private static void WriteAssistant(Utf8JsonWriter writer, List<Block> blocks, Conversation conversation, bool returnsReasoning)
    {
        var thoughts = returnsReasoning ? ChatThoughts.Take(blocks, conversation.Parameters) : default;
        var text = ChatContent.Join(blocks, ChatContent.Paragraph, conversation.Parameters);
        if (!text.IsPresent && !blocks.Exists(static block => block is ToolCallBlock or RefusalBlock))
        {
            blocks.Clear(); // All of the turn was what this dialect has no place for: servers refuse an empty message.
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, "assistant"u8);
        writer.Write("content"u8, text);
        writer.WriteIfPresent("reasoning_content"u8, thoughts);
        WriteCalls(writer, blocks, conversation);
        foreach (var block in blocks)
        {
            if (block is RefusalBlock refusal)
            {
                writer.Write("refusal"u8, refusal.Text);
                break;
            }
        }

        writer.WriteEndObject();
        blocks.Clear();
    }

    private static void WriteCalls(Utf8JsonWriter writer, List<Block> blocks, Conversation conversation)
    {
        var isOpen = false;
        foreach (var block in blocks)
        {
            if (block is not ToolCallBlock call)
            {
                continue;
            }

            if (!isOpen)
            {
                writer.WriteStartArray("tool_calls"u8);
                isOpen = true;
            }

            writer.WriteStartObject();
            var isCustom = call.IsCustom && conversation.Dialect == Dialect.Chat;
            ChatCalls.WriteMembers(writer, call.CallId, call.Name, isCustom ? call.Arguments : CustomToolBridge.Arguments(call), isCustom);
            if (call.Signature.IsString)
            {
                // Only Google signs calls, and it refuses its own calls without; thoughts have no such place, and servers refuse the fields they do not know.
                ChatProofs.WriteOnCall(writer, call.Signature);
            }

            writer.WriteEndObject();
        }

        if (isOpen)
        {
            writer.WriteEndArray();
        }
    }
}
