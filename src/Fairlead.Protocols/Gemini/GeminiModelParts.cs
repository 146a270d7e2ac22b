using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>
/// Writes the parts of a turn of the model. A signature goes back on the part it came with; the first call of a turn must have one.
/// Source: https://ai.google.dev/gemini-api/docs/thought-signatures
/// </summary>
internal static class GeminiModelParts
{
    private static readonly JsonSlice Empty = JsonSlice.Literal("\"\"");
    private static readonly JsonSlice ForeignSignature = JsonSlice.Of(GeminiWords.ForeignSignature);

    /// <summary>Writes the parts.</summary>
    public static void Write(Utf8JsonWriter writer, List<Block> blocks, Parameters parameters)
    {
        JsonSlice signature = default;
        var isFirstCall = true;
        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case ReasoningBlock reasoning:
                    signature = WriteThought(writer, reasoning, i + 1 < blocks.Count ? blocks[i + 1] : null, parameters);
                    continue;
                case TextBlock { Text.Inner.IsEmpty: false } text:
                    GeminiParts.WriteText(writer, text.Text, signature);
                    break;
                case RefusalBlock refusal:
                    GeminiParts.WriteText(writer, refusal.Text);
                    break;
                case ToolCallBlock call:
                    var own = call.Signature.IsString ? call.Signature : signature;
                    WriteCall(writer, call, own.IsString || !isFirstCall ? own : ForeignSignature);
                    isFirstCall = false;
                    break;
                case MediaBlock media:
                    GeminiParts.WriteMedia(writer, media, parameters);
                    break;
                default:
                    GeminiContents.Lose(blocks[i], parameters);
                    break;
            }

            signature = default;
        }
    }

    // Returns the signature that the next part is to carry.
    private static JsonSlice WriteThought(Utf8JsonWriter writer, ReasoningBlock reasoning, Block? next, Parameters parameters)
    {
        if (reasoning.Redacted.IsPresent)
        {
            GeminiContents.Lose(reasoning, parameters);
        }

        var passes = next is ToolCallBlock { Signature.IsString: false } or TextBlock { Text.Inner.IsEmpty: false };
        var here = passes ? default : reasoning.Signature;
        if (!reasoning.Text.Inner.IsEmpty)
        {
            writer.WriteStartObject();
            writer.Write("text"u8, reasoning.Text);
            writer.WriteBoolean("thought"u8, true);
            writer.WriteIfPresent("thoughtSignature"u8, here);
            writer.WriteEndObject();
        }
        else if (here.IsString)
        {
            GeminiParts.WriteText(writer, Empty, here);
        }

        return passes ? reasoning.Signature : default;
    }

    private static void WriteCall(Utf8JsonWriter writer, ToolCallBlock call, JsonSlice signature)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall"u8);
        writer.Write("name"u8, call.Name);
        writer.Write("args"u8, call.IsCustom ? CustomToolBridge.ToInput(call.Arguments) : JsonText.ParseObject(call.Arguments));
        writer.WriteEndObject();
        writer.WriteIfPresent("thoughtSignature"u8, signature);
        writer.WriteEndObject();
    }
}
