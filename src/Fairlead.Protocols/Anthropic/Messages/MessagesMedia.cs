using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads <c>image</c> and <c>document</c> blocks. Sources: https://docs.anthropic.com/en/docs/build-with-claude/vision and …/pdf-support</summary>
internal static class MessagesMedia
{
    /// <summary>Reads a block; one whose source is not known stays the vendor's own.</summary>
    public static Block Read(JsonSlice block, Parameters parameters)
    {
        var source = block["source"u8];
        if (SourceOf(source) is not var (kind, data) || data.IsNull)
        {
            return new VendorBlock(block["type"u8].AsString()!, block) { CacheControl = MessagesBlocks.CacheOf(block), Origin = block };
        }

        AddOwnParts(block, parameters);
        return new MediaBlock
        {
            Kind = block["type"u8].Is("image"u8) ? MediaKind.Image : MediaKind.Document,
            Source = kind,
            MediaType = source["media_type"u8].AsString()?.ToLowerInvariant(),
            Data = data,
            Title = block["title"u8] is { IsString: true } title ? title : default,
            CacheControl = MessagesBlocks.CacheOf(block),
            Origin = block,
        };
    }

    private static (MediaSource Kind, JsonSlice Data)? SourceOf(JsonSlice source)
    {
        var type = source["type"u8];
        var content = source["content"u8];
        return type.Is("base64"u8) && source["data"u8].IsString ? (MediaSource.Base64, source["data"u8])
            : type.Is("url"u8) && source["url"u8].IsString ? (MediaSource.Url, source["url"u8])
            : type.Is("file"u8) && source["file_id"u8].IsString ? (MediaSource.File, source["file_id"u8])
            : type.Is("text"u8) && source["data"u8].IsString ? (MediaSource.Text, source["data"u8])
            : type.Is("content"u8) && (content.IsString || content.IsArray) ? (content.IsString ? MediaSource.Text : MediaSource.Blocks, content)
            : null;
    }

    private static void AddOwnParts(JsonSlice block, Parameters parameters)
    {
        if (block["context"u8] is { IsNull: false })
        {
            parameters.AddOwnPart(Parameter.Items, "context of a document");
        }

        if (block["citations"u8]["enabled"u8].IsTrue)
        {
            parameters.AddOwnPart(Parameter.Items, "citations of a document");
        }
    }
}
