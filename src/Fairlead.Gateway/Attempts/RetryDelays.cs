using System.Globalization;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.Attempts;

/// <summary>Finds where an upstream says when it wants to be asked again.</summary>
internal static class RetryDelays
{
    /// <summary>
    /// What it says, as <c>Retry-After</c> has it; null when it says nothing, or nothing that a head can hold. Beside the header of RFC 9110 there are <c>retry-after-ms</c>,
    /// which OpenAI and Azure send and their SDKs prefer, and Google's RetryInfo (google/rpc/error_details.proto) in the body.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body, where it was read.</param>
    public static string? Of(HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        Header(response, "retry-after-ms") is { } milliseconds && Seconds(milliseconds, 0.001) is { } exact ? exact
        : Header(response, "Retry-After") is { } said ? said
        : (int)response.StatusCode is 429 or 503 ? OfDetails(body) : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value && HeaderAllowList.CanBeSent(value) ? value : null;

    private static string? OfDetails(ReadOnlyMemory<byte> body)
    {
        if (!JsonSlice.TryParse(body, out var document))
        {
            return null;
        }

        foreach (var detail in document["error"u8]["details"u8].Items)
        {
            if (detail["@type"u8].Inner.EndsWith("google.rpc.RetryInfo"u8) && System.Text.Encoding.UTF8.GetString(detail["retryDelay"u8].Inner) is { Length: > 1 } delay && delay[^1] == 's')
            {
                return Seconds(delay[..^1], 1);
            }
        }

        return null;
    }

    // A client may be told whole seconds alone (RFC 9110, section 10.2.3): a little later is never too soon.
    private static string? Seconds(string text, double scale) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Math.Ceiling(Math.Min(number * scale, int.MaxValue)).ToString("F0", CultureInfo.InvariantCulture) : null;
}
