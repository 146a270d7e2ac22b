using Amazon.Runtime;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Who signs.</summary>
internal interface IAwsIdentity
{
    /// <summary>Secrets that it came by at run time.</summary>
    IReadOnlyList<string> SecretValues { get; }

    /// <summary>The credentials to sign with.</summary>
    /// <exception cref="Catalog.AuthorizationException">There are none.</exception>
    ValueTask<AWSCredentials> CredentialsAsync(OutboundHandler outbound, CancellationToken cancellationToken);
}
