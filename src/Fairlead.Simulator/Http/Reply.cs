using System.Globalization;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Http;

/// <summary>Writes whole answers without any vendor's headers.</summary>
internal static class Reply
{
    /// <summary>The header <c>Retry-After</c>, when the error has one.</summary>
    internal static void SetRetryAfter(Exchange exchange, ApiError error)
    {
        if (error.RetryAfter is { } seconds)
        {
            exchange.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    internal static Task JsonAsync(Exchange exchange, int status, JsonBody body, string contentType = "application/json") =>
        BytesAsync(exchange, status, contentType, body.ToBytes());

    internal static async Task BytesAsync(Exchange exchange, int status, string contentType, byte[] bytes)
    {
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = contentType;
        exchange.Response.ContentLength = bytes.Length;
        await exchange.Response.Body.WriteAsync(bytes, exchange.ClientGone);
    }
}
