using System.Globalization;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Messages;

/// <summary>How answers of Anthropic's API leave: their headers, and the shape of errors.</summary>
internal static class MessagesResponse
{
    private const string Organization = "5f1a7ead-0000-4000-8000-51b01a7e0001";
    private static readonly (string Name, int Limit)[] Limits =
        [("requests", 4000), ("tokens", 480_000), ("input-tokens", 400_000), ("output-tokens", 80_000)];

    /// <summary>Status and the headers that every answer carries. Vertex AI leaves the limits and the organization out.</summary>
    internal static void Begin(Exchange exchange, int status, string contentType, bool vertex = false)
    {
        exchange.Response.StatusCode = status;
        IHeaderDictionary headers = exchange.Response.Headers;
        headers.ContentType = contentType;
        headers["request-id"] = RequestId(exchange, vertex);
        if (vertex)
        {
            return;
        }

        headers["anthropic-organization-id"] = Organization;
        string reset = exchange.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach ((string name, int limit) in Limits)
        {
            headers[$"anthropic-ratelimit-{name}-limit"] = limit.ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{name}-remaining"] = (limit - 1).ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{name}-reset"] = reset;
        }
    }

    internal static async Task WriteAsync(Exchange exchange, int status, JsonBody body, bool vertex = false)
    {
        Begin(exchange, status, "application/json", vertex);
        byte[] bytes = body.ToBytes();
        exchange.Response.ContentLength = bytes.Length;
        await exchange.Response.Body.WriteAsync(bytes, exchange.ClientGone);
    }

    internal static Task WriteErrorAsync(Exchange exchange, ApiError error, bool vertex = false)
    {
        Reply.SetRetryAfter(exchange, error);
        return WriteAsync(exchange, error.Status, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("type", error.Type);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
            json.WriteString("request_id", RequestId(exchange, vertex));
            json.WriteEndObject();
        }), vertex);
    }

    private static string RequestId(Exchange exchange, bool vertex) =>
        $"req_{(vertex ? "vrtx_" : "")}01{exchange.Digest.Add("request").Letters(22)}";
}
