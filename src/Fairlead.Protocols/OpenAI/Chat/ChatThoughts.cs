using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>
/// Thoughts of an earlier turn for servers that want them back as <c>reasoning_content</c>. DeepSeek and Moonshot refuse calls without ("thinking is enabled but
/// reasoning_content is missing in assistant tool call message": continuedev/continue issue 11600), most others refuse or ignore the field.
/// </summary>
internal static class ChatThoughts
{
    // For a call whose thoughts the client has not kept: what is there counts, not what it says.
    private static readonly JsonSlice Blank = JsonSlice.Literal("\" \"");

    /// <summary>Takes the thoughts out of a turn, their text in one string; absent when the turn has none and calls no tool.</summary>
    public static JsonSlice Take(List<Block> blocks, Parameters parameters)
    {
        List<JsonSlice> texts = [];
        foreach (var block in blocks)
        {
            if (block is not ReasoningBlock thoughts)
            {
                continue;
            }

            if (thoughts.Text is { IsString: true, IsEmptyString: false } text)
            {
                texts.Add(text);
            }
            else
            {
                parameters.Lose(Parameter.Items, "thoughts of earlier turns");
            }
        }

        blocks.RemoveAll(static block => block is ReasoningBlock);
        return texts.Count > 0 ? JsonText.Join(texts, ChatContent.Paragraph) : blocks.Exists(static block => block is ToolCallBlock) ? Blank : default;
    }
}
