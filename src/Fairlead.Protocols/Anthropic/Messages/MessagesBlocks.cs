using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads <c>content</c>: a string or an array of blocks.</summary>
internal static class MessagesBlocks
{
    private static readonly JsonSlice NoInput = JsonSlice.Literal("\"{}\"");

    /// <summary>Adds the blocks.</summary>
    public static void Read(JsonSlice content, List<Block> blocks, Parameters parameters)
    {
        if (content.IsString)
        {
            blocks.Add(new TextBlock(content));
        }

        foreach (var block in content.Items)
        {
            blocks.Add(ReadBlock(block, parameters));
        }
    }

    private static Block ReadBlock(JsonSlice block, Parameters parameters)
    {
        var type = block["type"u8];
        return type.Is("text"u8) ? ReadText(block, parameters)
            : type.Is("image"u8) || type.Is("document"u8) ? MessagesMedia.Read(block, parameters)
            : type.Is("tool_use"u8) ? ReadCall(block, parameters)
            : type.Is("tool_result"u8) ? ReadResult(block, parameters)
            : type.Is("thinking"u8) ? ReadThoughts(block)
            : type.Is("tool_reference"u8) && block["tool_name"u8] is { IsString: true } name ? new TextBlock(name) { CacheControl = CacheOf(block), Origin = block } // What a search for tools found.
            : type.Is("redacted_thinking"u8) ? new ReasoningBlock { Redacted = block["data"u8], Origin = block }
            : new VendorBlock(type.AsString() ?? "unknown", block) { CacheControl = CacheOf(block), Origin = block };
    }

    /// <summary>A block's cache marker; absent when it is <c>null</c>.</summary>
    public static JsonSlice CacheOf(JsonSlice block) => block["cache_control"u8] is { IsNull: false } cache ? cache : default;

    private static TextBlock ReadText(JsonSlice block, Parameters parameters)
    {
        if (block["citations"u8] is { IsNull: false })
        {
            parameters.AddOwnPart(Parameter.Items, "citations of a text");
        }

        return new TextBlock(block["text"u8]) { CacheControl = CacheOf(block), Origin = block };
    }

    // A thought that was never signed has an empty signature: what this gateway writes where the upstream gave none.
    private static ReasoningBlock ReadThoughts(JsonSlice block) => new()
    {
        Text = block["thinking"u8],
        Signature = block["signature"u8] is { Inner.IsEmpty: false } signature ? signature : default,
        Origin = block,
    };

    private static ToolCallBlock ReadCall(JsonSlice block, Parameters parameters)
    {
        if (block["caller"u8] is { IsNull: false } caller && !caller["type"u8].Is("direct"u8))
        {
            parameters.AddOwnPart(Parameter.Items, "caller of a tool call");
        }

        return new ToolCallBlock
        {
            CallId = block["id"u8],
            Name = block["name"u8],
            Arguments = block["input"u8] is { IsNull: false } input ? JsonText.Stringify(input) : NoInput,
            CacheControl = CacheOf(block),
            Origin = block,
        };
    }

    private static ToolResultBlock ReadResult(JsonSlice block, Parameters parameters)
    {
        var result = new ToolResultBlock
        {
            CallId = block["tool_use_id"u8],
            IsError = block["is_error"u8].IsTrue,
            CacheControl = CacheOf(block),
        };
        Read(block["content"u8], result.Content, parameters);
        return result;
    }
}
