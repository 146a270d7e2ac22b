using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>The formats that Converse names. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html and its neighbours</summary>
internal static class ConverseFormats
{
    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["image/png"] = "png",
        ["image/jpeg"] = "jpeg",
        ["image/jpg"] = "jpeg",
        ["image/gif"] = "gif",
        ["image/webp"] = "webp",
        ["application/pdf"] = "pdf",
        ["text/csv"] = "csv",
        ["application/msword"] = "doc",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["application/vnd.ms-excel"] = "xls",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx",
        ["text/html"] = "html",
        ["text/plain"] = "txt",
        ["text/markdown"] = "md",
        ["audio/mpeg"] = "mp3",
        ["audio/wav"] = "wav",
        ["audio/flac"] = "flac",
        ["audio/ogg"] = "ogg",
        ["video/mp4"] = "mp4",
        ["video/quicktime"] = "mov",
        ["video/webm"] = "webm",
        ["video/x-matroska"] = "mkv",
    };

    /// <summary>The format of a block's data, by its media type or the end of its address; null when Converse has none.</summary>
    public static string? Of(MediaBlock media)
    {
        if (media.MediaType is not null)
        {
            return KindOf(media.MediaType) == media.Kind ? Formats.GetValueOrDefault(media.MediaType) : null;
        }

        var address = media.Source == MediaSource.Url ? media.Data.AsString() ?? "" : "";
        var extension = address[(address.LastIndexOf('.') + 1)..].ToLowerInvariant();
        return extension == "jpg" ? "jpeg"
            : Formats.ContainsValue(extension) ? extension
            : media.Source == MediaSource.Url ? null
            : media.Kind switch
            {
                MediaKind.Image => "png",
                MediaKind.Document => "pdf",
                _ => null,
            };
    }

    private static MediaKind KindOf(string type) =>
        type.StartsWith("image/", StringComparison.Ordinal) ? MediaKind.Image
        : type.StartsWith("audio/", StringComparison.Ordinal) ? MediaKind.Audio
        : type.StartsWith("video/", StringComparison.Ordinal) ? MediaKind.Video
        : MediaKind.Document;
}
