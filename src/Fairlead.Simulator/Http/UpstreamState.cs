using Fairlead.Simulator.Batches;
using Fairlead.Simulator.Files;
using Fairlead.Simulator.Responses;

namespace Fairlead.Simulator.Http;

/// <summary>What a running simulator remembers; gone when it stops.</summary>
internal sealed class UpstreamState
{
    internal Shelf<StoredResponse> Responses { get; } = new();

    internal Shelf<StoredFile> Files { get; } = new();

    internal Shelf<Batch> Batches { get; } = new();
}
