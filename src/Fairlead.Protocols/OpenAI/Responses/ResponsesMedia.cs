using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes images, documents and sound as parts.</summary>
internal static class ResponsesMedia
{
    private static readonly JsonSlice DefaultTitle = JsonSlice.Of("document.pdf");

    /// <summary>What is lost of media that the dialect has no form for, in words; null when it has one.</summary>
    public static string? WhyLost(MediaBlock media) => (media.Kind, media.Source) switch
    {
        (MediaKind.Image, MediaSource.Base64 or MediaSource.Url or MediaSource.File) => null,
        (MediaKind.Document, MediaSource.Base64 or MediaSource.Url or MediaSource.File or MediaSource.Text) => null,
        (MediaKind.Audio, MediaSource.Base64) => null,
        _ => $"{media.Kind.ToString().ToLowerInvariant()} given by {media.Source.ToString().ToLowerInvariant()}",
    };

    /// <summary>Writes a part.</summary>
    public static void Write(Utf8JsonWriter writer, MediaBlock media)
    {
        switch (media.Kind, media.Source)
        {
            case (MediaKind.Image, _):
                WriteImage(writer, media);
                break;
            case (MediaKind.Document, MediaSource.Text):
                ResponsesContent.WriteText(writer, "input_text"u8, media.Data);
                break;
            case (MediaKind.Document, _):
                WriteFile(writer, media);
                break;
            default:
                WriteAudio(writer, media);
                break;
        }
    }

    private static void WriteImage(Utf8JsonWriter writer, MediaBlock image)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "input_image"u8);
        writer.Write("detail"u8, image.Detail.IsPresent ? image.Detail : ResponsesWords.Auto);
        switch (image.Source)
        {
            case MediaSource.Url:
                writer.Write("image_url"u8, image.Data);
                break;
            case MediaSource.File:
                writer.Write("file_id"u8, image.Data);
                break;
            default:
                DataUrl.Write(writer, "image_url"u8, image, "image/png");
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, MediaBlock document)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "input_file"u8);
        switch (document.Source)
        {
            case MediaSource.Url:
                writer.Write("file_url"u8, document.Data);
                break;
            case MediaSource.File:
                writer.Write("file_id"u8, document.Data);
                break;
            default:
                writer.Write("filename"u8, document.Title.IsString ? document.Title : DefaultTitle);
                DataUrl.Write(writer, "file_data"u8, document, "application/pdf");
                break;
        }

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
