using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Writes <c>image</c> and <c>document</c> blocks.</summary>
internal static class MessagesMediaWriter
{
    /// <summary>What the dialect has no form for, in words; null when it has one.</summary>
    public static string? WhyLost(MediaBlock media)
    {
        // A file's id means nothing to another vendor, nor do blocks of its own.
        var isKnown = media.Kind is MediaKind.Image or MediaKind.Document && media.Source is not (MediaSource.File or MediaSource.Blocks);
        return isKnown ? null : $"{media.Kind.ToString().ToLowerInvariant()} given by {media.Source.ToString().ToLowerInvariant()}";
    }

    /// <summary>Writes a block.</summary>
    public static void Write(Utf8JsonWriter json, MediaBlock media, Parameters parameters)
    {
        if (media.Detail is { IsNull: false } detail && !detail.Is("auto"u8))
        {
            parameters.Lose(Parameter.Items, "detail of an image");
        }

        json.WriteStartObject();
        json.WriteString("type"u8, media.Kind == MediaKind.Image ? "image"u8 : "document"u8);
        json.WriteStartObject("source"u8);
        WriteSource(json, media);
        json.WriteEndObject();
        if (media.Kind == MediaKind.Document && media.Title.IsString)
        {
            json.Write("title"u8, media.Title);
        }

        MessagesBlockWriter.End(json, media.CacheControl);
    }

    private static void WriteSource(Utf8JsonWriter json, MediaBlock media)
    {
        switch (media.Source)
        {
            case MediaSource.Url:
                json.WriteString("type"u8, "url"u8);
                json.Write("url"u8, media.Data);
                break;
            case MediaSource.Text:
                WriteText(json, media.Data);
                break;
            case MediaSource.Base64 when media.Kind == MediaKind.Document && IsText(media) && Decode(media.Data) is { } text:
                WriteText(json, text);
                break;
            default:
                json.WriteString("type"u8, "base64"u8);
                json.WriteString("media_type"u8, media.MediaType ?? (media.Kind == MediaKind.Image ? "image/png" : "application/pdf"));
                json.Write("data"u8, media.Data);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, JsonSlice text)
    {
        json.WriteString("type"u8, "text"u8);
        json.WriteString("media_type"u8, "text/plain"u8);
        json.Write("data"u8, text);
    }

    // The dialect takes base64 of PDF alone; text it wants as text.
    private static bool IsText(MediaBlock media) => media.MediaType is { } type && (type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json");

    private static JsonSlice? Decode(JsonSlice data)
    {
        var bytes = JsonText.Unescape(data.Inner);
        return Base64.DecodeFromUtf8InPlace(bytes, out var length) == OperationStatus.Done && Utf8.IsValid(bytes.AsSpan(0, length))
            ? JsonSlice.Of(bytes.AsSpan(0, length))
            : null;
    }
}
