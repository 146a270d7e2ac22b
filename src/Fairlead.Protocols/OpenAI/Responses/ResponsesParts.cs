using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads <c>content</c> of a message and <c>output</c> of a tool: a string or an array of parts.</summary>
internal static class ResponsesParts
{
    /// <summary>Adds the parts to blocks.</summary>
    public static void Read(JsonSlice content, List<Block> blocks)
    {
        if (content.IsString)
        {
            blocks.Add(new TextBlock(content));
        }

        foreach (var part in content.Items)
        {
            blocks.Add(ReadPart(part));
        }
    }

    private static Block ReadPart(JsonSlice part)
    {
        var type = part["type"u8];
        return type.Is("input_text"u8) || type.Is("output_text"u8) || type.Is("text"u8) ? new TextBlock(part["text"u8])
            : type.Is("refusal"u8) ? new RefusalBlock(part["refusal"u8])
            : type.Is("input_image"u8) ? ReadImage(part)
            : type.Is("input_file"u8) ? ReadFile(part)
            : type.Is("input_audio"u8) ? ReadAudio(part["input_audio"u8])
            : new VendorBlock(type.AsString() ?? "unknown", part);
    }

    private static MediaBlock ReadImage(JsonSlice part)
    {
        var detail = part["detail"u8] is { IsNull: false } given ? given : default;
        if (part["file_id"u8] is { IsString: true } id)
        {
            return new MediaBlock { Kind = MediaKind.Image, Source = MediaSource.File, Data = id, Detail = detail };
        }

        var url = part["image_url"u8];
        return DataUrl.Read(url, MediaKind.Image, default, default, detail)
            ?? new MediaBlock { Kind = MediaKind.Image, Source = MediaSource.Url, Data = url, Detail = detail };
    }

    private static MediaBlock ReadFile(JsonSlice part)
    {
        var title = part["filename"u8] is { IsNull: false } name ? name : default;
        if (part["file_id"u8] is { IsString: true } id)
        {
            return new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.File, Data = id, Title = title };
        }

        if (part["file_url"u8] is { IsString: true } url)
        {
            return new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.Url, Data = url, Title = title };
        }

        var data = part["file_data"u8];
        return DataUrl.Read(data, MediaKind.Document, default, title)
            ?? new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.Base64, Data = data, MediaType = "application/pdf", Title = title };
    }

    private static MediaBlock ReadAudio(JsonSlice audio) => new()
    {
        Kind = MediaKind.Audio,
        Source = MediaSource.Base64,
        Data = audio["data"u8],
        MediaType = audio["format"u8].Is("mp3"u8) ? "audio/mpeg" : $"audio/{audio["format"u8].AsString() ?? "wav"}",
    };
}
