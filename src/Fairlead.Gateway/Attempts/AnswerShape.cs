using System.Net;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Attempts;

/// <summary>Refuses a 2xx that cannot be what was asked for, by its headers and first byte, before the client has seen any of it.</summary>
internal static class AnswerShape
{
    /// <summary>What the headers give away; null when they may belong to the answer.</summary>
    public static AttemptFailure? Check(HttpResponseMessage response, GatewayRequest request)
    {
        var headers = response.Content.Headers;
        var provider = request.Deployment!.Provider.Identifier;
        if (response.StatusCode == HttpStatusCode.NoContent || headers.ContentLength == 0)
        {
            return NotShaped($"The upstream of provider '{provider}' answered HTTP {(int)response.StatusCode} with an empty body.");
        }

        if (headers.ContentEncoding.Count > 0 && !headers.ContentEncoding.All(static encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return NotShaped($"The upstream of provider '{provider}' compressed its answer ({SafeWord(string.Join(", ", headers.ContentEncoding))}) although 'Accept-Encoding: identity' was sent; switch its compression off.");
        }

        var type = headers.ContentType?.MediaType;
        if (type is null || type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return NotShaped(type.Equals("text/html", StringComparison.OrdinalIgnoreCase)
            ? $"The upstream of provider '{provider}' answered with an HTML page instead of JSON; baseUrl probably lacks its path prefix, often /v1."
            : $"The upstream of provider '{provider}' answered with '{SafeWord(type)}' instead of JSON; check baseUrl.");
    }

    /// <summary>What the first bytes give away.</summary>
    public static AttemptFailure? CheckFirst(ReadOnlySpan<byte> first, GatewayRequest request, bool isEventStream)
    {
        var provider = request.Deployment!.Provider.Identifier;
        if (first.IsEmpty)
        {
            return NotShaped($"The upstream of provider '{provider}' sent headers and then nothing.");
        }

        var text = first.TrimStart(" \t\r\n\uFEFF"u8);
        if (isEventStream || text.IsEmpty || text[0] == '{')
        {
            return null;
        }

        return NotShaped($"The upstream of provider '{provider}' answered with something that is not a JSON object; check baseUrl.");
    }

    private static AttemptFailure NotShaped(string message) => new(FailureKind.NotOpenAIShaped, message) { UpstreamStatus = 200 };

    private static string SafeWord(string word) => word.Length <= 100 ? word : word[..100];
}
