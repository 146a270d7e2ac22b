using Amazon.Runtime;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Access keys of a user, which the configuration names.</summary>
internal sealed class AccessKeys(AWSCredentials credentials) : IAwsIdentity
{
    public IReadOnlyList<string> SecretValues => [];

    public ValueTask<AWSCredentials> CredentialsAsync(OutboundHandler outbound, CancellationToken cancellationToken) => ValueTask.FromResult(credentials);
}
