using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What an answer's writer must know of the request. It outlives the request's buffer.</summary>
public sealed class ReplyContext
{
    /// <summary>The model as the client asked for it, a string.</summary>
    public JsonSlice Model { get; set; }

    /// <summary>Letters and digits that are this request's alone: what ids are made of where the upstream gives none.</summary>
    public string Id { get; set; } = "";

    /// <summary>Seconds since 1970, for answers that say when they were made.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Whether the client asked for usage at a Chat stream's end.</summary>
    public bool IncludesUsage { get; set; }

    /// <summary>Whether the client asked to see thoughts, or did not say.</summary>
    public bool ShowsReasoning { get; set; } = true;

    /// <summary>The names of the custom tools on offer, whose calls a writer gives back as text.</summary>
    public HashSet<string> CustomTools { get; } = new(StringComparer.Ordinal);

    /// <summary>The request's fields that Responses repeats in its answer, members of an object in memory of its own.</summary>
    public JsonSlice Echo { get; set; }
}
