using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Tests.Aws;

/// <summary>Signs requests as a client does. The arithmetic is the simulator's own, which <see cref="SigV4Tests"/> holds against
/// AWS's published answers.</summary>
internal sealed record AwsRequest(string Target, string Body)
{
    internal const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    internal const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    internal string Key { get; init; } = AccessKeyId;

    internal string SecretKey { get; init; } = Secret;

    internal string? Token { get; init; }

    internal string Service { get; init; } = "bedrock";

    internal string Region { get; init; } = "us-east-1";

    internal string ContentType { get; init; } = "application/json";

    internal DateTimeOffset Time { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>The request as the checker sees it, signed.</summary>
    internal SignedRequest Sign(string host)
    {
        string timestamp = Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["content-type"] = ContentType,
            ["host"] = host,
            ["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body))),
            ["x-amz-date"] = timestamp,
        };
        if (Token is not null)
        {
            headers["x-amz-security-token"] = Token;
        }

        var request = new SignedRequest("POST", Target, headers, Encoding.UTF8.GetBytes(Body));
        var authorization = new Authorization(Key, timestamp[..8], Region, Service, [.. headers.Keys.Order(StringComparer.Ordinal)], "");
        string signature = SigV4.Sign(request, authorization, timestamp, SecretKey);
        headers["Authorization"] =
            $"AWS4-HMAC-SHA256 Credential={Key}/{authorization.Scope}, SignedHeaders={string.Join(';', authorization.SignedHeaders)}, Signature={signature}";
        return request;
    }

    internal async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        SignedRequest signed = Sign(http.BaseAddress!.Authority);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(http.BaseAddress.GetLeftPart(UriPartial.Authority) + Target))
        {
            Content = new ByteArrayContent(signed.Body),
        };
        foreach ((string name, string value) in signed.Headers.Where(h => h.Key != "host"))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await http.SendAsync(message, completion, TestSimulator.Cancelled);
    }
}
