using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads <c>content</c>: a string or an array of parts.</summary>
internal static class ChatParts
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
        var cache = part["cache_control"u8];
        var type = part["type"u8];
        return type.Is("text"u8) ? new TextBlock(part["text"u8]) { CacheControl = cache }
            : type.Is("refusal"u8) ? new RefusalBlock(part["refusal"u8])
            : type.Is("image_url"u8) ? ReadImage(part["image_url"u8], cache)
            : type.Is("file"u8) ? ReadFile(part["file"u8], cache)
            : type.Is("input_audio"u8) ? ReadAudio(part["input_audio"u8], cache)
            : new VendorBlock(type.AsString() ?? "unknown", part);
    }

    private static MediaBlock ReadImage(JsonSlice image, JsonSlice cache)
    {
        var url = image.IsString ? image : image["url"u8];
        return DataUrl.Read(url, MediaKind.Image, cache, default, image["detail"u8])
            ?? new MediaBlock { Kind = MediaKind.Image, Source = MediaSource.Url, Data = url, Detail = image["detail"u8], CacheControl = cache };
    }

    private static MediaBlock ReadFile(JsonSlice file, JsonSlice cache)
    {
        var title = file["filename"u8];
        if (file["file_id"u8] is { IsString: true } id)
        {
            return new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.File, Data = id, Title = title, CacheControl = cache };
        }

        var data = file["file_data"u8];
        return DataUrl.Read(data, MediaKind.Document, cache, title)
            ?? new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.Base64, Data = data, MediaType = "application/pdf", Title = title, CacheControl = cache };
    }

    private static MediaBlock ReadAudio(JsonSlice audio, JsonSlice cache) => new()
    {
        Kind = MediaKind.Audio,
        Source = MediaSource.Base64,
        Data = audio["data"u8],
        MediaType = audio["format"u8].Is("mp3"u8) ? "audio/mpeg" : $"audio/{audio["format"u8].AsString() ?? "wav"}",
        CacheControl = cache,
    };
}
