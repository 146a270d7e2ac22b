using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes parts of text, images, documents, sound and film.</summary>
internal static class GeminiParts
{
    /// <summary>Writes a part of text.</summary>
    public static void WriteText(Utf8JsonWriter writer, JsonSlice text, JsonSlice signature = default)
    {
        writer.WriteStartObject();
        writer.Write("text"u8, text);
        writer.WriteIfPresent("thoughtSignature"u8, signature);
        writer.WriteEndObject();
    }

    /// <summary>Whether the dialect has a form for it. Addresses are the web's or Cloud Storage's.</summary>
    public static bool CanWrite(MediaBlock media) =>
        media.Source is MediaSource.Base64 or MediaSource.Text
        || (media.Source == MediaSource.Url && (media.Data.Inner.StartsWith("http"u8) || media.Data.Inner.StartsWith("gs://"u8)));

    /// <summary>Writes a part of media; what the dialect has no form for is lost.</summary>
    public static void WriteMedia(Utf8JsonWriter writer, MediaBlock media, Parameters parameters)
    {
        var kind = media.Kind.ToString().ToLowerInvariant();
        if (!CanWrite(media))
        {
            parameters.Lose(Parameter.Items, $"{kind} given by {media.Source.ToString().ToLowerInvariant()}");
            return;
        }

        LoseExtras(media, kind, parameters);
        switch (media.Source)
        {
            case MediaSource.Base64:
                WriteData(writer, "inlineData"u8, "data"u8, media, media.MediaType ?? GeminiMediaTypes.Of(media.Kind));
                break;
            case MediaSource.Url:
                WriteData(writer, "fileData"u8, "fileUri"u8, media, media.MediaType ?? GeminiMediaTypes.OfAddress(media));
                break;
            default:
                WriteText(writer, media.Data);
                break;
        }
    }

    private static void LoseExtras(MediaBlock media, string kind, Parameters parameters)
    {
        if (media.Title.IsString)
        {
            parameters.Lose(Parameter.Items, $"name of a {kind}");
        }

        if (media.Detail.IsString && !media.Detail.Is("auto"u8))
        {
            parameters.Lose(Parameter.Items, "detail of an image");
        }
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlySpan<byte> form, ReadOnlySpan<byte> member, MediaBlock media, string type)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(form);
        writer.WriteString("mimeType"u8, type);
        writer.Write(member, media.Data);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
