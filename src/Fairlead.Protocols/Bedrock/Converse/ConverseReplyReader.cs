using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Reads a Converse answer. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html</summary>
public sealed class ConverseReplyReader : IReplyReader
{
    /// <inheritdoc/>
    public bool TryRead(JsonSlice body, IReplySink sink)
    {
        var content = body["output"u8]["message"u8]["content"u8];
        if (!content.IsArray)
        {
            return false;
        }

        sink.Start(default);
        var blocks = new ConverseBlockReader(sink);
        var index = 0;
        foreach (var block in content.Items)
        {
            ReadBlock(blocks, index, block);
            blocks.End(index++);
        }

        sink.Finish(0, ConverseWords.Reason(body["stopReason"u8], body["additionalModelResponseFields"u8]));
        if (ConverseUsage.Read(body["usage"u8]) is { } usage)
        {
            sink.Count(usage);
        }

        sink.Complete();
        return true;
    }

    private static void ReadBlock(ConverseBlockReader blocks, int index, JsonSlice block)
    {
        if (block["toolUse"u8] is { IsObject: true } call)
        {
            blocks.BeginCall(index, call);
            if (call["input"u8] is { IsObject: true } input)
            {
                blocks.Append(index, BlockKind.ToolCall, DeltaKind.Arguments, JsonText.Stringify(input));
            }

            return;
        }

        var thought = block["reasoningContent"u8];
        blocks.Append(index, BlockKind.Reasoning, DeltaKind.Text, thought["reasoningText"u8]["text"u8]);
        blocks.Append(index, BlockKind.Reasoning, DeltaKind.Signature, thought["reasoningText"u8]["signature"u8]);
        blocks.Append(index, BlockKind.Reasoning, DeltaKind.Redacted, thought["redactedContent"u8]);
        blocks.Append(index, BlockKind.Text, DeltaKind.Text, block["text"u8]);
        foreach (var cited in block["citationsContent"u8]["content"u8].Items)
        {
            blocks.Append(index, BlockKind.Text, DeltaKind.Text, cited["text"u8]);
        }
    }
}
