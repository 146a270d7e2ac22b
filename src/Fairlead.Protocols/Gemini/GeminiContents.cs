using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>contents</c>.</summary>
internal static class GeminiContents
{
    /// <summary>Writes a conversation's turns.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        var names = new ToolNames(conversation);
        writer.WriteStartArray("contents"u8);
        foreach (var turn in conversation.Turns())
        {
            if (!turn.Blocks.Exists(HasPart))
            {
                turn.Blocks.ForEach(block => Lose(block, conversation.Parameters));
                continue; // A content without parts is refused.
            }

            writer.WriteStartObject();
            writer.WriteString("role"u8, turn.Role == Role.Assistant ? "model"u8 : "user"u8);
            writer.WriteStartArray("parts"u8);
            if (turn.Role == Role.Assistant)
            {
                GeminiModelParts.Write(writer, turn.Blocks, conversation.Parameters);
            }
            else
            {
                WriteUser(writer, turn.Blocks, names, conversation.Parameters);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Says that a block has no place.</summary>
    public static void Lose(Block block, Parameters parameters)
    {
        if (block is MediaBlock media)
        {
            parameters.Lose(Parameter.Items, $"{media.Kind.ToString().ToLowerInvariant()} given by {media.Source.ToString().ToLowerInvariant()}");
        }
        else if (block is ReasoningBlock)
        {
            parameters.Lose(Parameter.Items, "thoughts that only another vendor can read");
        }
        else if (block is not TextBlock)
        {
            parameters.Lose(Parameter.Items, block is VendorBlock vendor ? $"a block of type {vendor.Type} in this place" : "a block in this place");
        }
    }

    private static void WriteUser(Utf8JsonWriter writer, List<Block> blocks, ToolNames names, Parameters parameters)
    {
        List<Block> shown = [];
        foreach (var block in blocks)
        {
            GeminiParts.LoseCacheControl(block, parameters);
            if (block is ToolResultBlock result)
            {
                GeminiToolResults.Write(writer, result, names.Of(result), shown, parameters);
            }
        }

        // Results come first and together, as many as there were calls; what else the tools gave is shown after them.
        foreach (var block in shown.Concat(blocks.Where(static block => block is not ToolResultBlock)))
        {
            switch (block)
            {
                case TextBlock text when !text.Text.Inner.IsEmpty:
                    GeminiParts.WriteText(writer, text.Text);
                    break;
                case MediaBlock media:
                    GeminiParts.WriteMedia(writer, media, parameters);
                    break;
                default:
                    Lose(block, parameters);
                    break;
            }
        }
    }

    private static bool HasPart(Block block) => block switch
    {
        TextBlock text => !text.Text.Inner.IsEmpty,
        MediaBlock media => media.Source is MediaSource.Base64 or MediaSource.Url or MediaSource.Text,
        ReasoningBlock reasoning => reasoning.Text.IsString || reasoning.Signature.IsString,
        VendorBlock => false,
        _ => true,
    };
}
