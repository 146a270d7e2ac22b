using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes <c>instructions</c> and <c>input</c>.</summary>
internal static class ResponsesInputWriter
{
    /// <summary>Writes a conversation's items.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        var skipped = WriteInstructions(writer, conversation) ? 1 : 0;
        writer.WriteStartArray("input"u8);
        foreach (var item in conversation.Items.Skip(skipped))
        {
            if (item.Name.IsPresent)
            {
                conversation.Parameters.Lose(Parameter.Items, "the name of a speaker");
            }

            WriteItem(writer, item, conversation);
        }

        writer.WriteEndArray();
    }

    // A text that the client gave in a field of its own goes into one; parts stay apart, and instructions among messages stay there.
    private static bool WriteInstructions(Utf8JsonWriter writer, Conversation conversation)
    {
        var hasField = conversation.Parameters.TryTake(Parameter.Instructions, out _);
        if (!hasField || conversation.Items is not [{ Role: Role.System, Blocks: [TextBlock text] }, ..])
        {
            return false;
        }

        writer.Write("instructions"u8, text.Text);
        return true;
    }

    private static void WriteItem(Utf8JsonWriter writer, Item item, Conversation conversation)
    {
        List<Block> said = [];
        foreach (var block in item.Blocks)
        {
            if (block is ToolCallBlock or ToolResultBlock or ReasoningBlock || IsItem(block, item, conversation))
            {
                WriteMessage(writer, item.Role, said, conversation);
                WriteBlock(writer, block, conversation);
            }
            else
            {
                said.Add(block);
            }
        }

        WriteMessage(writer, item.Role, said, conversation);
    }

    private static bool IsItem(Block block, Item item, Conversation conversation) =>
        block is VendorBlock && item.Role == Role.Assistant && conversation.Dialect == Dialect.Responses;

    private static void WriteMessage(Utf8JsonWriter writer, Role role, List<Block> blocks, Conversation conversation)
    {
        var parts = ResponsesContent.Writable(blocks, role == Role.Assistant, conversation);
        blocks.Clear();
        if (parts.Count == 0)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, "message"u8);
        writer.WriteString("role"u8, role switch
        {
            Role.Assistant => "assistant"u8,
            Role.System => "system"u8,
            Role.Developer => "developer"u8,
            _ => "user"u8,
        });
        writer.WritePropertyName("content"u8);
        ResponsesContent.Write(writer, parts, role == Role.Assistant, conversation);
        writer.WriteEndObject();
    }

    private static void WriteBlock(Utf8JsonWriter writer, Block block, Conversation conversation)
    {
        switch (block)
        {
            case { Origin.IsPresent: true } when conversation.Dialect == Dialect.Responses:
                writer.Write(block.Origin);
                break;
            case ToolCallBlock call:
                WriteCall(writer, call, conversation.Parameters);
                break;
            case ToolResultBlock result:
                WriteResult(writer, result, conversation);
                break;
            case ReasoningBlock thoughts:
                WriteThoughts(writer, thoughts, conversation.Parameters);
                break;
            case VendorBlock own:
                writer.Write(own.Value);
                break;
            default:
                break;
        }
    }

    private static void WriteCall(Utf8JsonWriter writer, ToolCallBlock call, Parameters parameters)
    {
        if (call.Signature.IsPresent)
        {
            parameters.Lose(Parameter.Items, "the signature of a tool call");
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, call.IsCustom ? "custom_tool_call"u8 : "function_call"u8);
        writer.Write("call_id"u8, call.CallId);
        writer.Write("name"u8, call.Name);
        writer.WriteIfPresent("namespace"u8, call.Namespace);
        var arguments = call.Arguments.IsString ? call.Arguments : ResponsesWords.Empty;
        writer.Write(call.IsCustom ? "input"u8 : "arguments"u8, arguments.IsEmptyString && !call.IsCustom ? ResponsesWords.EmptyObject : arguments);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, ToolResultBlock result, Conversation conversation)
    {
        if (result.IsError)
        {
            conversation.Parameters.Lose(Parameter.Items, "is_error of a tool result");
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, IsCustom(result, conversation) ? "custom_tool_call_output"u8 : "function_call_output"u8);
        writer.Write("call_id"u8, result.CallId);
        writer.WritePropertyName("output"u8);
        ResponsesContent.Write(writer, ResponsesContent.Writable(result.Content, isAssistant: false, conversation), isAssistant: false, conversation);
        writer.WriteEndObject();
    }

    // Chat does not say of a result what its call was, and this dialect demands that they agree.
    private static bool IsCustom(ToolResultBlock result, Conversation conversation) =>
        result.IsCustom || (conversation.Reply.CustomTools.Count > 0 && conversation.Items.Exists(item => item.Blocks.Exists(
            block => block is ToolCallBlock { IsCustom: true } call && call.CallId.Text.Span.SequenceEqual(result.CallId.Text.Span))));

    // An id would have the vendor look for an item that it was told not to keep: the proof alone says it.
    private static void WriteThoughts(Utf8JsonWriter writer, ReasoningBlock thoughts, Parameters parameters)
    {
        if (!thoughts.Signature.IsString)
        {
            parameters.Lose(Parameter.Items, thoughts.Redacted.IsPresent ? "redacted thoughts of earlier turns" : "thoughts of earlier turns");
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, "reasoning"u8);
        writer.WriteStartArray("summary"u8);
        if (thoughts.Text.IsString && !thoughts.Text.IsEmptyString)
        {
            ResponsesContent.WriteText(writer, "summary_text"u8, thoughts.Text);
        }

        writer.WriteEndArray();
        writer.Write("encrypted_content"u8, thoughts.Signature);
        writer.WriteEndObject();
    }
}
