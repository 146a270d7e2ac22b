using System.Security.Cryptography;
using System.Text;
using Fairlead.Simulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Simulator.Recording;

/// <summary>Reads a request once, for the record and for whoever answers it.</summary>
internal static class RequestCapture
{
    private const int KeptCharacters = 1_048_576;
    private const long LargestUpload = 2L * 1024 * 1024 * 1024;

    /// <returns>The record, and the body's bytes; null when the client left while it was sending.</returns>
    internal static async Task<(ReceivedRequest Received, byte[]? Body)> ReadAsync(
        HttpContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[]? body = await ReadBodyAsync(context.Request, cancellationToken);
        ReceivedRequest received = Record(context, now);
        string text = Encoding.UTF8.GetString(body ?? []);
        received.Keep(
            text.Length > KeptCharacters ? text[..KeptCharacters] : text,
            body?.Length ?? 0,
            Convert.ToHexStringLower(SHA256.HashData(body ?? [])));
        return (received, body);
    }

    /// <summary>Files may be larger than memory: they are read by whoever answers. Null when the request is no upload.</summary>
    internal static (ReceivedRequest Received, UploadStream Upload)? OfUpload(HttpContext context, DateTimeOffset now)
    {
        if (context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestUpload;
        }

        return (Record(context, now), new UploadStream(context.Request.Body));
    }

    private static ReceivedRequest Record(HttpContext context, DateTimeOffset now) => new(
        context.Request.Method,
        context.Request.Path.Value ?? "/",
        context.Request.Headers.ToDictionary(h => h.Key, h => string.Join(", ", (IEnumerable<string?>)h.Value), StringComparer.OrdinalIgnoreCase),
        "")
    {
        Query = context.Request.QueryString.Value ?? "",
        ReceivedAt = now,
    };

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, cancellationToken);
            return buffer.ToArray();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
