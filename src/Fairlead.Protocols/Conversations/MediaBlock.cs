using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>An image, a document or sound.</summary>
public sealed class MediaBlock : Block
{
    /// <summary>What it is.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>Where it is.</summary>
    public required MediaSource Source { get; init; }

    /// <summary><see cref="Data"/>'s media type, such as <c>image/png</c>, in lower case; null when it is not known.</summary>
    public string? MediaType { get; init; }

    /// <summary>By <see cref="Source"/>: base64 text, an address, a file's id, or plain text, each a string; or an array of the vendor's own blocks.</summary>
    public required JsonSlice Data { get; init; }

    /// <summary>The file's name or the document's title, a string.</summary>
    public JsonSlice Title { get; init; }

    /// <summary>How closely an image is to be looked at: OpenAI's <c>detail</c>.</summary>
    public JsonSlice Detail { get; init; }
}
