using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Data in an address. Source: RFC 2397. Only base64 is read; other forms stay addresses.</summary>
internal static class DataUrl
{
    private static ReadOnlySpan<byte> Scheme => "data:"u8;

    private static ReadOnlySpan<byte> Marker => ";base64,"u8;

    /// <summary>The data of an address; null when it holds none.</summary>
    public static MediaBlock? Read(JsonSlice url, MediaKind kind, JsonSlice cache = default, JsonSlice title = default, JsonSlice detail = default)
    {
        var inner = url.Inner;
        var marker = inner.StartsWith(Scheme) ? inner.IndexOf(Marker) : -1;
        if (marker < 0)
        {
            return null;
        }

        // Parameters such as a charset may stand between the type and the marker.
        var type = JsonText.Part(inner[Scheme.Length..marker]).AsString()!.Split(';')[0];
        return new MediaBlock
        {
            Kind = kind,
            Source = MediaSource.Base64,
            MediaType = type.Length == 0 ? null : type.ToLowerInvariant(),
            Data = JsonText.Part(inner[(marker + Marker.Length)..]),
            Title = title,
            Detail = detail,
            CacheControl = cache,
        };
    }

    /// <summary>Writes data as an address.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, MediaBlock media, string fallbackType)
    {
        var head = JsonSlice.Of($"data:{media.MediaType ?? fallbackType};base64,").Inner;
        var data = media.Data.Inner;
        var length = head.Length + data.Length + 2;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        rented[0] = rented[length - 1] = (byte)'"';
        head.CopyTo(rented.AsSpan(1));
        data.CopyTo(rented.AsSpan(1 + head.Length));
        writer.WritePropertyName(name);
        writer.WriteRawValue(rented.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
