using System.Text;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Recording;

/// <summary>Reads a request once, for the record and for whoever answers it.</summary>
internal static class RequestCapture
{
    private const int KeptCharacters = 1_048_576;

    /// <returns>The record, and the body's bytes; null when the client left while it was sending.</returns>
    internal static async Task<(ReceivedRequest Received, byte[]? Body)> ReadAsync(
        HttpContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[]? body = await ReadBodyAsync(context.Request, cancellationToken);
        string text = Encoding.UTF8.GetString(body ?? []);
        var received = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.Headers.ToDictionary(h => h.Key, h => string.Join(", ", (IEnumerable<string?>)h.Value), StringComparer.OrdinalIgnoreCase),
            text.Length > KeptCharacters ? text[..KeptCharacters] : text)
        {
            Query = context.Request.QueryString.Value ?? "",
            ReceivedAt = now,
        };
        return (received, body);
    }

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
