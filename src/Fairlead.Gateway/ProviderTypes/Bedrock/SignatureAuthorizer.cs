using Amazon;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Signs requests to Bedrock.</summary>
internal sealed class SignatureAuthorizer(IAwsIdentity identity, RegionEndpoint region, TimeProvider time) : IRequestAuthorizer
{
    public IReadOnlyList<string> SecretValues => identity.SecretValues;

    public async ValueTask AuthorizeAsync(HttpRequestMessage message, ReadOnlyMemory<byte> body, OutboundHandler outbound, CancellationToken cancellationToken) =>
        AwsSignature.Add(message, body, await identity.CredentialsAsync(outbound, cancellationToken), region, "bedrock", time);
}
