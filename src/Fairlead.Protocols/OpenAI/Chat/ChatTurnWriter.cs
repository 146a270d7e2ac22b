using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes what stands between two messages of the assistant: results of its calls, what the user says, instructions.</summary>
internal static class ChatTurnWriter
{
    /// <summary>
    /// Writes the items and takes them out. All results come first: the vendor refuses calls that are not followed by a result each. A tool message holds
    /// text alone, so what else the tools gave goes into a message of the user after the last of them.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, List<Item> items, Parameters parameters)
    {
        List<Block> shown = [];
        foreach (var item in items)
        {
            if (item.Role == Role.Tool)
            {
                WriteResults(writer, item, shown, parameters);
            }
        }

        WriteMessage(writer, "user"u8, shown, name: default, parameters);
        foreach (var item in items)
        {
            if (item.Role != Role.Tool)
            {
                WriteMessage(writer, item.Role == Role.User ? "user"u8 : "system"u8, item.Blocks, item.Name, parameters);
            }
        }

        items.Clear();
    }

    private static void WriteMessage(Utf8JsonWriter writer, ReadOnlySpan<byte> role, List<Block> blocks, JsonSlice name, Parameters parameters)
    {
        var writable = ChatContent.Writable(blocks, parameters);
        if (writable.Count == 0)
        {
            return; // Servers refuse an empty message.
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, role);
        ChatContent.Write(writer, writable);
        writer.WriteIfPresent("name"u8, name);
        writer.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter writer, Item item, List<Block> shown, Parameters parameters)
    {
        foreach (var block in item.Blocks)
        {
            if (block is not ToolResultBlock result)
            {
                continue;
            }

            if (result.IsError)
            {
                parameters.Lose(Parameter.Items, "is_error of a tool result");
            }

            writer.WriteStartObject();
            writer.WriteString("role"u8, "tool"u8);
            writer.Write("tool_call_id"u8, result.CallId);
            writer.Write("content"u8, ChatContent.Join(result.Content, ChatContent.Line, parameters, shown) is { IsPresent: true } text ? text : ChatContent.Empty);
            writer.WriteEndObject();
        }
    }
}
