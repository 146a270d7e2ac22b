using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Writes <c>content</c>. A block that a client of the dialect wrote is written as it was.</summary>
internal static class MessagesContentWriter
{
    /// <summary>The blocks that have a place in the dialect; the others are lost. Texts without words have none: the vendor refuses them.</summary>
    public static List<Block> Writable(List<Block> blocks, Conversation conversation)
    {
        var isOwn = conversation.Dialect == Dialect.Messages;
        return blocks.FindAll(block => (isOwn || !IsBlank(block)) && WhyLost(block, conversation) is null);
    }

    /// <summary>Writes blocks as a string when they are one plain text, otherwise as an array.</summary>
    public static void Write(Utf8JsonWriter json, List<Block> blocks, Conversation conversation)
    {
        if (blocks is [TextBlock { CacheControl.IsPresent: false, Origin.IsPresent: false } only])
        {
            json.Write(only.Text);
            return;
        }

        json.WriteStartArray();
        foreach (var block in blocks)
        {
            WriteBlock(json, block, conversation);
        }

        json.WriteEndArray();
    }

    private static bool IsBlank(Block block) => block switch
    {
        TextBlock text => !JsonText.HasWords(text.Text),
        RefusalBlock refusal => !JsonText.HasWords(refusal.Text),
        _ => false,
    };

    private static string? WhyLost(Block block, Conversation conversation)
    {
        var part = block switch
        {
            ReasoningBlock { Signature.IsPresent: false, Redacted.IsPresent: false } => "thoughts without the vendor's signature",
            { Origin.IsPresent: true } when conversation.Dialect == Dialect.Messages => null,
            VendorBlock vendor => $"a block of type {vendor.Type} in this place",
            MediaBlock media => MessagesMediaWriter.WhyLost(media),
            _ => null,
        };
        if (part is not null)
        {
            conversation.Parameters.Lose(Parameter.Items, part);
        }

        return part;
    }

    private static void WriteBlock(Utf8JsonWriter json, Block block, Conversation conversation)
    {
        if (block.Origin.IsPresent && conversation.Dialect == Dialect.Messages)
        {
            json.Write(block.Origin);
            return;
        }

        switch (block)
        {
            case TextBlock text:
                MessagesBlockWriter.WriteText(json, text.Text, text.CacheControl);
                break;
            case RefusalBlock refusal:
                MessagesBlockWriter.WriteText(json, refusal.Text, refusal.CacheControl);
                break;
            case ReasoningBlock { Redacted.IsPresent: true } thoughts:
                MessagesBlockWriter.WriteRedacted(json, thoughts.Redacted);
                break;
            case ReasoningBlock thoughts:
                MessagesBlockWriter.WriteThoughts(json, thoughts.Text.IsString ? thoughts.Text : MessagesWords.Empty, thoughts.Signature);
                break;
            case MediaBlock media:
                MessagesMediaWriter.Write(json, media, conversation.Parameters);
                break;
            case ToolCallBlock call:
                WriteCall(json, call, conversation.Parameters);
                break;
            case ToolResultBlock result:
                WriteResult(json, result, conversation);
                break;
            default:
                break;
        }
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCallBlock call, Parameters parameters)
    {
        if (call.Signature.IsPresent)
        {
            parameters.Lose(Parameter.Items, "the signature of a tool call");
        }

        var input = call.IsCustom ? new JsonSlice((byte[])[.. "{\"input\":"u8, .. (call.Arguments.IsString ? call.Arguments : MessagesWords.Empty).Text.Span, (byte)'}'])
            : JsonText.ParseObject(call.Arguments);
        MessagesBlockWriter.WriteCall(json, MessagesWords.CallId(call.CallId), call.Name, input, call.CacheControl);
    }

    private static void WriteResult(Utf8JsonWriter json, ToolResultBlock result, Conversation conversation)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_result"u8);
        json.Write("tool_use_id"u8, MessagesWords.CallId(result.CallId));
        var content = Writable(result.Content, conversation);
        if (content.Count > 0)
        {
            json.WritePropertyName("content"u8);
            Write(json, content, conversation);
        }

        if (result.IsError)
        {
            json.WriteBoolean("is_error"u8, true);
        }

        MessagesBlockWriter.End(json, result.CacheControl);
    }
}
