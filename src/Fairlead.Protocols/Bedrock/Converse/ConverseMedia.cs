using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes images, documents, sound and film, each with a format and a source: data, or an object of S3.</summary>
internal sealed class ConverseMedia(Utf8JsonWriter writer)
{
    private readonly ConverseDocumentNames names = new();

    /// <summary>Whether the dialect has a form for it.</summary>
    public static bool CanWrite(MediaBlock media) => media.Source switch
    {
        MediaSource.Base64 => ConverseFormats.Of(media) is not null,
        MediaSource.Url => IsInS3(media) && ConverseFormats.Of(media) is not null,
        MediaSource.Text => media.Kind == MediaKind.Document,
        _ => false,
    };

    /// <summary>What is lost when it has none.</summary>
    public static string NameOf(MediaBlock media)
    {
        var kind = media.Kind.ToString().ToLowerInvariant();
        return media.Source == MediaSource.Base64
            ? $"{kind} of type {media.MediaType}"
            : $"{kind} given by {media.Source.ToString().ToLowerInvariant()}";
    }

    /// <summary>Writes a block.</summary>
    public void Write(MediaBlock media)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(media.Kind.ToString().ToLowerInvariant());
        writer.WriteString("format"u8, media.Source == MediaSource.Text ? "txt" : ConverseFormats.Of(media));
        if (media.Kind == MediaKind.Document)
        {
            writer.WriteString("name"u8, names.Take(media.Title.AsString()));
        }

        WriteSource(media);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static bool IsInS3(MediaBlock media) => media.Data.Inner.StartsWith("s3://"u8);

    private void WriteSource(MediaBlock media)
    {
        writer.WriteStartObject("source"u8);
        if (media.Source == MediaSource.Url)
        {
            writer.WriteStartObject("s3Location"u8);
            writer.Write("uri"u8, media.Data);
            writer.WriteEndObject();
        }
        else
        {
            writer.Write(media.Source == MediaSource.Text ? "text"u8 : "bytes"u8, media.Data);
        }

        writer.WriteEndObject();
    }
}
