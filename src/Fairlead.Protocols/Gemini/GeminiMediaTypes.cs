using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Gemini;

/// <summary>Media types where the client gives none: Gemini demands one, also for an address.</summary>
internal static class GeminiMediaTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["webp"] = "image/webp",
        ["gif"] = "image/gif",
        ["heic"] = "image/heic",
        ["heif"] = "image/heif",
        ["pdf"] = "application/pdf",
        ["txt"] = "text/plain",
        ["md"] = "text/md",
        ["csv"] = "text/csv",
        ["html"] = "text/html",
        ["mp3"] = "audio/mpeg",
        ["wav"] = "audio/wav",
        ["mp4"] = "video/mp4",
        ["mov"] = "video/mov",
        ["webm"] = "video/webm",
    };

    /// <summary>The likeliest type of a kind.</summary>
    public static string Of(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/jpeg",
        MediaKind.Document => "application/pdf",
        MediaKind.Audio => "audio/mpeg",
        _ => "video/mp4",
    };

    /// <summary>The type that an address ends with, or else the likeliest of its kind.</summary>
    public static string OfAddress(MediaBlock media)
    {
        var path = (media.Data.AsString() ?? "").Split('?', '#')[0];
        return ByExtension.GetValueOrDefault(path[(path.LastIndexOf('.') + 1)..]) ?? Of(media.Kind);
    }
}
