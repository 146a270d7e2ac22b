using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Why a choice ends.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Word">The upstream's own word, a string; what a writer passes on for <see cref="StopKind.Other"/>.</param>
/// <param name="Sequence">The stop sequence that was met, a string, where the upstream says which.</param>
public readonly record struct StopReason(StopKind Kind, JsonSlice Word = default, JsonSlice Sequence = default)
{
    /// <summary>The same in memory of its own.</summary>
    public StopReason Copy() => new(Kind, Word.Copy(), Sequence.Copy());
}
