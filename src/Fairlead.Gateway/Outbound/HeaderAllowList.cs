using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Outbound;

/// <summary>The headers that may cross, by name. Everything else stays on its side: cookies, credentials, <c>server</c>.</summary>
public static class HeaderAllowList
{
    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static letter => (char)letter), '\t']);

    /// <summary>The client's headers that go upstream, but for <c>content-type</c>, which belongs to the body.</summary>
    public static void Up(IHeaderDictionary headers, List<KeyValuePair<string, string>> crossing)
    {
        foreach (var (name, values) in headers)
        {
            if (MayGoUp(name) && values.ToString() is { Length: > 0 } value && CanBeSent(value))
            {
                crossing.Add(new(name, value));
            }
        }
    }

    /// <summary>The upstream's headers that go to the client, but for those of the body.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Down(HttpResponseMessage response)
    {
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (MayGoDown(name) && values.ToString() is var value && CanBeSent(value))
            {
                yield return new(name, value);
            }
        }
    }

    /// <summary>Whether an upstream's header may reach the client.</summary>
    public static bool MayGoDown(string name) =>
        name.Length switch
        {
            11 => name.Equals("retry-after", StringComparison.OrdinalIgnoreCase),
            12 => name.Equals("x-request-id", StringComparison.OrdinalIgnoreCase),
            10 => name.Equals("request-id", StringComparison.OrdinalIgnoreCase),
            _ => false,
        }
        || name.StartsWith("x-ratelimit-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("openai-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value can be written into a head: printable ASCII and tabs. Senders may be looser than the receivers that they speak to.</summary>
    public static bool CanBeSent(string value) => !value.AsSpan().ContainsAnyExcept(Printable);

    /// <summary>Whether a header is a client's word to one vendor.</summary>
    public static bool IsVendors(string name) =>
        name.StartsWith("openai-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase);

    private static bool MayGoUp(string name) =>
        name.Length switch
        {
            6 => name.Equals("accept", StringComparison.OrdinalIgnoreCase),
            10 => name.Equals("tracestate", StringComparison.OrdinalIgnoreCase),
            11 => name.Equals("traceparent", StringComparison.OrdinalIgnoreCase),
            15 => name.Equals("idempotency-key", StringComparison.OrdinalIgnoreCase),
            _ => false,
        }
        || IsVendors(name);
}
