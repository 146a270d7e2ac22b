using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>contents</c>.</summary>
internal static class GeminiContents
{
    /// <summary>Writes a conversation's turns.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        var (names, order) = (new ToolNames(conversation), CallOrder(conversation));
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
                WriteResults(writer, turn.Blocks, names, order, conversation.Parameters);
                WriteUser(writer, turn.Blocks, conversation.Parameters);
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

    // A result has no id, which Vertex refuses: it belongs to the call of that name in its place, so results stand in the order of the calls.
    private static void WriteResults(Utf8JsonWriter writer, List<Block> blocks, ToolNames names, Dictionary<string, int> order, Parameters parameters)
    {
        List<Block> shown = [];
        foreach (var result in blocks.OfType<ToolResultBlock>().OrderBy(result => order.GetValueOrDefault(result.CallId.ToString(), int.MaxValue)))
        {
            GeminiToolResults.Write(writer, result, names.Of(result), shown, parameters);
        }

        // What else the tools gave is shown after them: as many results must stand together as there were calls.
        WriteUser(writer, shown, parameters);
    }

    private static Dictionary<string, int> CallOrder(Conversation conversation)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in conversation.Items.SelectMany(static item => item.Blocks).OfType<ToolCallBlock>())
        {
            order[call.CallId.ToString()] = order.Count;
        }

        return order;
    }

    private static void WriteUser(Utf8JsonWriter writer, List<Block> blocks, Parameters parameters)
    {
        foreach (var block in blocks.Where(static block => block is not ToolResultBlock))
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
        MediaBlock media => GeminiParts.CanWrite(media),
        ReasoningBlock reasoning => !reasoning.Text.Inner.IsEmpty || reasoning.Signature.IsString,
        VendorBlock => false,
        _ => true,
    };
}
