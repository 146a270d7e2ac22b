using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>How a block of an answer grows.</summary>
/// <param name="Choice">The choice it belongs to, from 0.</param>
/// <param name="Block">Its number within the choice, from 0.</param>
/// <param name="Kind">What is appended.</param>
/// <param name="Value">A piece of text, a string as it was written; of <see cref="DeltaKind.LogProbs"/> an array.</param>
public readonly record struct BlockDelta(int Choice, int Block, DeltaKind Kind, JsonSlice Value);
