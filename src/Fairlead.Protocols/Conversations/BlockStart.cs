using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>How a block of an answer begins.</summary>
/// <param name="Choice">The choice it belongs to, from 0.</param>
/// <param name="Block">Its number within the choice, from 0.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct BlockStart(int Choice, int Block, BlockKind Kind)
{
    /// <summary>Of a tool call: the id that its result will refer to, a string. Never absent: where the upstream gives none, its reader makes one.</summary>
    public JsonSlice CallId { get; init; }

    /// <summary>Of a tool call: the tool's name, a string.</summary>
    public JsonSlice Name { get; init; }

    /// <summary>Of a tool call: whether its arguments are free text.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Of a tool call: the tool as the client knows it, where the name alone does not say it (<see cref="ReplyContext.AsClientKnows"/>).</summary>
    public ClientTool? Tool { get; init; }
}
