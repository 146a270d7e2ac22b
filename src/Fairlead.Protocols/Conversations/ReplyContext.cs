using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What an answer's writer must know of the request. It outlives the request's buffer.</summary>
public sealed class ReplyContext
{
    private Dictionary<string, ClientTool>? renamed;

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

    /// <summary>The tools that the upstream knows by names other than the client's, by those names; null when there are none.</summary>
    public IReadOnlyDictionary<string, ClientTool>? Renamed => renamed;

    /// <summary>The request's fields that Responses repeats in its answer, members of an object in memory of its own.</summary>
    public JsonSlice Echo { get; set; }

    /// <summary>A block's beginning with the client's name of the tool that is called.</summary>
    public BlockStart AsClientKnows(in BlockStart block) =>
        renamed is not null && block.Kind == BlockKind.ToolCall && renamed.TryGetValue(block.Name.AsString() ?? "", out var tool)
            ? block with { Name = tool.Name, Tool = tool }
            : block;

    /// <summary>Says by which name the upstream knows a tool.</summary>
    internal void Rename(JsonSlice name, ClientTool tool)
    {
        renamed ??= new Dictionary<string, ClientTool>(StringComparer.Ordinal);
        renamed[name.AsString()!] = tool.Copy();
        if (tool.Kind == ToolKind.Custom)
        {
            CustomTools.Add(name.AsString()!);
        }
    }
}
