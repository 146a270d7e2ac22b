using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A tool on offer.</summary>
public sealed class Tool
{
    /// <summary>What it is.</summary>
    public ToolKind Kind { get; init; }

    /// <summary>Its name, a string; of a vendor's own tool, its type.</summary>
    public required JsonSlice Name { get; init; }

    /// <summary>What it is for, a string.</summary>
    public JsonSlice Description { get; init; }

    /// <summary>The JSON Schema of its arguments; absent for a tool without any.</summary>
    public JsonSlice Schema { get; init; }

    /// <summary>Whether arguments must satisfy the schema: OpenAI's and Anthropic's <c>strict</c>.</summary>
    public JsonSlice Strict { get; init; }

    /// <summary>Of a custom tool: the grammar of its text, OpenAI's <c>format</c>.</summary>
    public JsonSlice Format { get; init; }

    /// <summary>Anthropic's <c>cache_control</c>.</summary>
    public JsonSlice CacheControl { get; init; }

    /// <summary>The tool as it was written.</summary>
    public JsonSlice Value { get; init; }
}
