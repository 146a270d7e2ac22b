using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>The model asks for a tool to be called.</summary>
public sealed class ToolCallBlock : Block
{
    /// <summary>The call's id, a string, to which its result refers; absent in Gemini.</summary>
    public JsonSlice CallId { get; init; }

    /// <summary>The tool's name, a string.</summary>
    public required JsonSlice Name { get; set; }

    /// <summary>OpenAI's namespace of the tool, a string; absent for none, and once it has become a part of the name (<see cref="ToolNameMap"/>).</summary>
    public JsonSlice Namespace { get; set; }

    /// <summary>The arguments as a string that holds a JSON object's text (see <see cref="JsonText"/>); of a custom tool, any text.</summary>
    public required JsonSlice Arguments { get; init; }

    /// <summary>Whether the tool takes free text rather than an object: OpenAI's custom tools.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether it is a search for tools that the client runs.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Gemini's <c>thoughtSignature</c> on the call, a string.</summary>
    public JsonSlice Signature { get; init; }

    /// <summary>The tool by its client's names.</summary>
    internal ClientTool AsClientKnows() => new(Name, Namespace, IsSearch ? ToolKind.Search : IsCustom ? ToolKind.Custom : ToolKind.Function);

    /// <summary>Gives the tool the name by which the upstream is to know it.</summary>
    internal void Rename(JsonSlice name) => (Name, Namespace) = (name, default);
}
