using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>The form that an answer must have.</summary>
public sealed record OutputFormat
{
    /// <summary>The JSON Schema; absent when any JSON object will do.</summary>
    public JsonSlice Schema { get; init; }

    /// <summary>The schema's name, a string.</summary>
    public JsonSlice Name { get; init; }

    /// <summary>What the schema is for, a string.</summary>
    public JsonSlice Description { get; init; }

    /// <summary>OpenAI's <c>strict</c>.</summary>
    public JsonSlice Strict { get; init; }
}
