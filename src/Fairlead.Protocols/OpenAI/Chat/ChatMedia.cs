using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes images, documents and sound as parts of <c>content</c>.</summary>
internal static class ChatMedia
{
    private static readonly JsonSlice DefaultTitle = JsonSlice.Of("document.pdf");

    /// <summary>Writes a part.</summary>
    public static void Write(Utf8JsonWriter writer, MediaBlock media)
    {
        switch (media.Kind, media.Source)
        {
            case (MediaKind.Image, _):
                WriteImage(writer, media);
                break;
            case (MediaKind.Document, MediaSource.Text):
                ChatContent.WriteText(writer, media.Data);
                break;
            case (MediaKind.Document, _):
                WriteFile(writer, media);
                break;
            default:
                WriteAudio(writer, media);
                break;
        }
    }

    /// <summary>What is lost of a block that the dialect has no form for, in words; null when it has one.</summary>
    public static string? WhyLost(MediaBlock media) => (media.Kind, media.Source) switch
    {
        (MediaKind.Image, MediaSource.Base64 or MediaSource.Url) => null,
        (MediaKind.Document, MediaSource.Base64 or MediaSource.File or MediaSource.Text) => null,
        (MediaKind.Audio, MediaSource.Base64) => null,
        _ => $"{media.Kind.ToString().ToLowerInvariant()} given by {media.Source.ToString().ToLowerInvariant()}",
    };

    private static void WriteImage(Utf8JsonWriter writer, MediaBlock image)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "image_url"u8);
        writer.WriteStartObject("image_url"u8);
        if (image.Source == MediaSource.Url)
        {
            writer.Write("url"u8, image.Data);
        }
        else
        {
            DataUrl.Write(writer, "url"u8, image, "image/png");
        }

        writer.WriteIfPresent("detail"u8, image.Detail);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, MediaBlock document)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "file"u8);
        writer.WriteStartObject("file"u8);
        if (document.Source == MediaSource.File)
        {
            writer.Write("file_id"u8, document.Data);
        }
        else
        {
            writer.Write("filename"u8, document.Title.IsString ? document.Title : DefaultTitle);
            DataUrl.Write(writer, "file_data"u8, document, "application/pdf");
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAudio(Utf8JsonWriter writer, MediaBlock audio)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "input_audio"u8);
        writer.WriteStartObject("input_audio"u8);
        writer.Write("data"u8, audio.Data);
        writer.WriteString("format"u8, audio.MediaType is "audio/mpeg" ? "mp3" : audio.MediaType?.Split('/')[^1] ?? "wav");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
