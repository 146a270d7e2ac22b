using System.Runtime.InteropServices;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Signing;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Signs requests by AWS's Signature Version 4. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</summary>
internal static class AwsSignature
{
    /// <summary>Adds the signature's headers. Host, date, body and session token are signed; other headers may still be added.</summary>
    public static void Add(HttpRequestMessage message, ReadOnlyMemory<byte> body, AWSCredentials credentials, RegionEndpoint region, string service, TimeProvider time)
    {
        using var content = MemoryMarshal.TryGetArray(body, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
        var request = new AWSSigningRequest { HttpMethod = message.Method, RequestUri = message.RequestUri, ContentStream = content };
        var parameters = new AWSSigV4Parameters
        {
            Credentials = credentials,
            Region = region,
            Service = service,
            SignPayload = true,
            SignedAt = time.GetUtcNow().UtcDateTime,
        };
        foreach (var (name, value) in AWSSigV4Signer.Sign(request, parameters).Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
