using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A typed part of an item.</summary>
public abstract class Block
{
    /// <summary>Anthropic's <c>cache_control</c> object, when the prompt is to be cached up to and including this block.</summary>
    public JsonSlice CacheControl { get; init; }

    /// <summary>The block as it was written, where its reader keeps it: for a writer of the same dialect, which loses nothing of it then.</summary>
    public JsonSlice Origin { get; init; }
}
