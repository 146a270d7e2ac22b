using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes blocks of a message. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html</summary>
internal sealed class ConverseContent(Utf8JsonWriter writer, Parameters parameters)
{
    private readonly ConverseMedia media = new(writer);

    /// <summary>Whether a block has a form in the dialect; when not, it is said to be lost, unless there is nothing in it.</summary>
    public bool CanWrite(Block block, Role role)
    {
        switch (block)
        {
            case TextBlock text:
                return JsonText.HasWords(text.Text);
            case RefusalBlock refusal:
                return JsonText.HasWords(refusal.Text);
            case ToolCallBlock { Signature.IsString: true }:
                Lose("the signature of a tool call");
                return true;
            case ToolCallBlock or ToolResultBlock:
                return true;
            case ReasoningBlock reasoning:
                return reasoning.Redacted.IsString || reasoning.Signature.IsString || Lose("thoughts without the vendor's signature");
            case MediaBlock shown:
                return (role != Role.Assistant && ConverseMedia.CanWrite(shown)) || Lose(ConverseMedia.NameOf(shown));
            default:
                return Lose(block is VendorBlock vendor ? $"a block of type {vendor.Type} in this place" : "a block in this place");
        }
    }

    /// <summary>Writes a block that can be written, and the cache point after it.</summary>
    public void Write(Block block)
    {
        var cache = block.CacheControl;
        switch (block)
        {
            case TextBlock text:
                ConverseText.Write(writer, text.Text);
                break;
            case RefusalBlock refusal:
                ConverseText.Write(writer, refusal.Text);
                break;
            case MediaBlock shown:
                WriteMedia(shown);
                break;
            case ToolCallBlock call:
                WriteCall(call);
                break;
            case ToolResultBlock result:
                cache = WriteResult(result);
                break;
            case ReasoningBlock reasoning:
                WriteThought(reasoning);
                break;
            default:
                break;
        }

        ConverseText.WriteCachePoint(writer, cache);
    }

    private bool Lose(string part)
    {
        parameters.Lose(Parameter.Items, part);
        return false;
    }

    private void WriteMedia(MediaBlock shown)
    {
        if (shown.Detail.IsString && !shown.Detail.Is("auto"u8))
        {
            Lose("detail of an image");
        }

        media.Write(shown);
    }

    private void WriteCall(ToolCallBlock call)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("toolUse"u8);
        writer.Write("toolUseId"u8, call.CallId);
        writer.Write("name"u8, call.Name);
        writer.Write("input"u8, call.IsCustom ? CustomToolBridge.ToInput(call.Arguments) : JsonText.ParseObject(call.Arguments));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Returns the cache marker: within a result it has no place, after it it means the same.
    private JsonSlice WriteResult(ToolResultBlock result)
    {
        var cache = result.CacheControl;
        writer.WriteStartObject();
        writer.WriteStartObject("toolResult"u8);
        writer.Write("toolUseId"u8, result.CallId);
        writer.WriteStartArray("content"u8);
        foreach (var block in result.Content)
        {
            cache = block.CacheControl.IsPresent ? block.CacheControl : cache;
            WriteInResult(block);
        }

        writer.WriteEndArray();
        if (result.IsError)
        {
            writer.WriteString("status"u8, "error"u8);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return cache;
    }

    private void WriteInResult(Block block)
    {
        if (!CanWrite(block, Role.User))
        {
            return;
        }

        switch (block)
        {
            case TextBlock text:
                ConverseText.Write(writer, text.Text);
                break;
            case MediaBlock { Kind: not MediaKind.Audio } shown:
                WriteMedia(shown);
                break;
            default:
                Lose("a block in this place");
                break;
        }
    }

    private void WriteThought(ReasoningBlock reasoning)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("reasoningContent"u8);
        if (reasoning.Redacted.IsString)
        {
            writer.Write("redactedContent"u8, reasoning.Redacted);
        }
        else
        {
            writer.WriteStartObject("reasoningText"u8);
            writer.Write("text"u8, reasoning.Text.IsString ? reasoning.Text : JsonSlice.Of(""));
            writer.Write("signature"u8, reasoning.Signature);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
