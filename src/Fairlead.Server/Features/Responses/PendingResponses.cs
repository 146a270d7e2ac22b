using System.Collections.Concurrent;
using System.Threading.Channels;
using Fairlead.Gateway.KeptResponses;

namespace Fairlead.Server.Features.Responses;

/// <summary>Responses that were given out and are not written yet: found like all others.</summary>
internal sealed class PendingResponses
{
    private readonly Channel<KeptResponse> queue = Channel.CreateUnbounded<KeptResponse>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(string Id, string Owner), KeptResponse> byId = new();

    /// <summary>What waits, in order.</summary>
    public ChannelReader<KeptResponse> Queue => queue.Reader;

    /// <summary>Adds a response.</summary>
    public void Add(KeptResponse response)
    {
        byId[(response.Id, response.Owner)] = response;
        queue.Writer.TryWrite(response);
    }

    /// <summary>The response that waits under an id; null when none does.</summary>
    public KeptResponse? Find(string id, string owner) => byId.GetValueOrDefault((id, owner));

    /// <summary>Whether this very response still waits.</summary>
    public bool Holds(KeptResponse response) => ReferenceEquals(Find(response.Id, response.Owner), response);

    /// <summary>It is written, or given up. A later one under the same id goes on waiting.</summary>
    public void Settle(KeptResponse response) => byId.TryRemove(new KeyValuePair<(string, string), KeptResponse>((response.Id, response.Owner), response));

    /// <summary>It is not wanted any more.</summary>
    public void Remove(string id, string owner) => byId.TryRemove((id, owner), out _);

    /// <summary>Nothing is added any more.</summary>
    public void Close() => queue.Writer.TryComplete();
}
