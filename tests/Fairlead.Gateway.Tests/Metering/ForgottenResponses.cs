using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>Keeps no response.</summary>
internal sealed class ForgottenResponses : IResponseStore
{
    public void Keep(KeptResponse response)
    {
        // Not looked at.
    }

    public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

    public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
}
