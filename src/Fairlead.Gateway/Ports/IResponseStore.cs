using Fairlead.Gateway.KeptResponses;

namespace Fairlead.Gateway.Ports;

/// <summary>Keeps responses for those who made them, until their time is over.</summary>
public interface IResponseStore
{
    /// <summary>
    /// Keeps a response. It is found from the return of this call on, and written to the store soon after: the call neither blocks nor throws.
    /// </summary>
    void Keep(KeptResponse response);

    /// <summary>The response of an id; null when there is none, when its time is over, and when it is another principal's.</summary>
    ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken);

    /// <summary>Forgets a response; nothing happens when there is none.</summary>
    ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken);
}
