using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What a tool gave back.</summary>
public sealed class ToolResultBlock : Block
{
    /// <summary>The id of the call, a string.</summary>
    public required JsonSlice CallId { get; init; }

    /// <summary>The tool's name, a string, where the dialect says it; otherwise that of the call with the same id (<see cref="ToolNames"/>).</summary>
    public JsonSlice Name { get; init; }

    /// <summary>Text, images and documents.</summary>
    public List<Block> Content { get; } = [];

    /// <summary>Whether the tool failed.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether the call was of a custom tool.</summary>
    public bool IsCustom { get; init; }
}
