using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What a tool gave back.</summary>
public sealed class ToolResultBlock : Block
{
    /// <summary>The id of the call, a string.</summary>
    public required JsonSlice CallId { get; init; }

    /// <summary>The tool's name, a string, where the dialect says it; otherwise that of the call with the same id (<see cref="ToolNames"/>).</summary>
    public JsonSlice Name { get; set; }

    /// <summary>Text, images and documents.</summary>
    public List<Block> Content { get; } = [];

    /// <summary>Of a search for tools: those it found, until they are told as text (<see cref="ToolNameMap"/>); null for other tools.</summary>
    public IReadOnlyList<Tool>? Found { get; set; }

    /// <summary>Whether the tool failed.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether the call was of a custom tool.</summary>
    public bool IsCustom { get; init; }
}
