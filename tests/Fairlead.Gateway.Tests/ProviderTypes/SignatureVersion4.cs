using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Gateway.Tests.ProviderTypes;

/// <summary>AWS's Signature Version 4, from its description and for requests without a query: what the library's signatures are held against.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</summary>
internal static class SignatureVersion4
{
    /// <summary>The signature of a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path as it is sent.</param>
    /// <param name="headers">The signed headers, in lower case and order.</param>
    /// <param name="body">Its body.</param>
    /// <param name="scope">Date, region, service and <c>aws4_request</c>.</param>
    /// <param name="timestamp">Its <c>x-amz-date</c>.</param>
    /// <param name="secret">The secret access key.</param>
    public static string Of(string method, string path, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, string scope, string timestamp, string secret)
    {
        var encoded = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var listed = string.Concat(headers.Select(static header => $"{header.Key}:{header.Value}\n"));
        var canonical = string.Join('\n', method, encoded, string.Empty, listed, string.Join(';', headers.Select(static header => header.Key)), Hex(SHA256.HashData(body)));
        var text = string.Join('\n', "AWS4-HMAC-SHA256", timestamp, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
