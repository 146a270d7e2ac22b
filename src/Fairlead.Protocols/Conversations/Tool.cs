using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A tool on offer.</summary>
public sealed class Tool
{
    /// <summary>What it is.</summary>
    public ToolKind Kind { get; init; }

    /// <summary>Its name, a string; of a vendor's own tool, its type.</summary>
    public required JsonSlice Name { get; set; }

    /// <summary>OpenAI's namespace that it is in, a string; absent for none, and once it has become a part of the name (<see cref="ToolNameMap"/>).</summary>
    public JsonSlice Namespace { get; set; }

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

    /// <summary>The tool as it was written; of one in a namespace, the namespace.</summary>
    public JsonSlice Value { get; init; }

    /// <summary>Whether a search found it: it stands in an item of the conversation.</summary>
    public bool IsFound { get; init; }

    /// <summary>The tool by its client's names.</summary>
    internal ClientTool AsClientKnows() => new(Name, Namespace, Kind);

    /// <summary>Gives it the name by which the upstream is to know it.</summary>
    internal void Rename(JsonSlice name) => (Name, Namespace) = (name, default);
}
