using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Fairlead.Server.Platform.Http;

/// <summary>Reads the JSON document of a request to the control plane.</summary>
internal static class JsonDocuments
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>The document, or why there is none.</summary>
    public static async ValueTask<(JsonElement Root, ApiError? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType() && request.ContentType is not null || request.Headers.ContentEncoding.Count > 0)
        {
            return (default, ApiErrors.UnsupportedMediaType);
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var bytes = WithoutMark(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        if (bytes.IsEmpty)
        {
            return (default, ApiErrors.EmptyBody);
        }

        // The parser looks at the bytes of a text only when it is asked for it.
        if (!Utf8.IsValid(bytes.Span))
        {
            var at = ValidLength(bytes.Span);
            var before = bytes.Span[..at];
            return (default, ApiErrors.MalformedJson(before.Count((byte)'\n') + 1, at - before.LastIndexOf((byte)'\n')));
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException exception)
        {
            return (default, ApiErrors.MalformedJson((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1));
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(bytes[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }
}
