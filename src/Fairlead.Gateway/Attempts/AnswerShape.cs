using System.Net;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Attempts;

/// <summary>Refuses a 2xx that cannot be what was asked for, by its headers and first byte, before the client has seen any of it.</summary>
internal static class AnswerShape
{
    /// <summary>What the headers give away; null when they may belong to the answer.</summary>
    public static AttemptFailure? Check(UpstreamBody body, Attempt attempt)
    {
        var headers = body.Response.Content.Headers;
        var provider = attempt.Provider.Identifier;
        if (!attempt.Request.TakesAnyBytes && (body.Response.StatusCode == HttpStatusCode.NoContent || headers.ContentLength == 0))
        {
            return NotShaped($"The upstream of provider '{provider}' answered HTTP {(int)body.Response.StatusCode} with an empty body.");
        }

        if (headers.NonValidated.TryGetValues("Content-Encoding", out var encoding) && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return NotShaped($"The upstream of provider '{provider}' compressed its answer ({SafeWord(encoding.ToString())}) although 'Accept-Encoding: identity' was sent; switch its compression off.");
        }

        return body.ContentType is null || MayHoldAnswer(body.ContentType) || (attempt.Request.TakesAnyBytes && (attempt.Request.Operation == Operation.Files || !IsType(body.ContentType, "text/html"))) ? null : NotShaped(
            IsType(body.ContentType, "text/html")
                ? $"The upstream of provider '{provider}' answered with an HTML page instead of JSON; baseUrl probably lacks its path prefix, often /v1."
                : $"The upstream of provider '{provider}' answered with '{SafeWord(body.ContentType)}' instead of JSON; check baseUrl.");
    }

    /// <summary>What the first bytes give away.</summary>
    public static AttemptFailure? CheckFirst(ReadOnlySpan<byte> first, Attempt attempt, bool isEventStream)
    {
        if (attempt.Request.TakesAnyBytes)
        {
            return null;
        }

        var provider = attempt.Provider.Identifier;
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

    private static bool MayHoldAnswer(string type) => IsType(type, "application/json") || IsType(type, "text/event-stream") || IsType(type, "text/plain")
        || IsType(type, "application/vnd.amazon.eventstream")
        || type.AsSpan().TrimEnd().EndsWith("+json", StringComparison.OrdinalIgnoreCase) || type.Contains("+json;", StringComparison.OrdinalIgnoreCase);

    // RFC 9110, section 8.3.1: type and subtype are case-insensitive; parameters may follow.
    private static bool IsType(string value, string type) =>
        value.StartsWith(type, StringComparison.OrdinalIgnoreCase) && (value.Length == type.Length || value[type.Length] is ';' or ' ' or '\t');

    private static AttemptFailure NotShaped(string message) => new(FailureKind.NotOpenAIShaped, message) { UpstreamStatus = 200 };

    private static string SafeWord(string word) => word.Length <= 100 ? word : word[..100];
}
