using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;

namespace Fairlead.Benchmarks;

/// <summary>Keeps no responses: none of those measured may be followed.</summary>
internal sealed class NoResponses : IResponseStore
{
    public void Keep(KeptResponse response)
    {
        // Not measured here.
    }

    public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

    public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
}
