using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A tool as the client knows it, where an upstream knows it by another name.</summary>
/// <param name="Name">Its name, a string.</param>
/// <param name="Namespace">OpenAI's namespace that it is in, a string; absent for none.</param>
/// <param name="Kind">What it is.</param>
public sealed record ClientTool(JsonSlice Name, JsonSlice Namespace, ToolKind Kind)
{
    // A call without a namespace is one of functions, and the tools in it are the client's plain ones (Codex: ToolName::with_default_namespace).
    private static ReadOnlySpan<byte> Plain => "functions"u8;

    /// <summary>Whether it is known by its name alone.</summary>
    public bool IsPlain => Kind != ToolKind.Search && (!Namespace.IsString || Namespace.IsEmptyString || Namespace.Is(Plain));

    /// <summary>What tells it from other tools.</summary>
    internal string Key => IsPlain ? KeyOf(Name) : Kind == ToolKind.Search ? "\u0001" : $"{Namespace.AsString()}\0{Name.AsString()}";

    /// <summary>The name that says all: as Codex itself writes it where there are no namespaces, <c>mcp__server__tool</c>.</summary>
    internal byte[] FullName
    {
        get
        {
            var name = JsonText.Unescape(Name.Inner);
            if (IsPlain || Kind == ToolKind.Search)
            {
                return name;
            }

            var space = JsonText.Unescape(Namespace.Inner);
            return [.. space, .. space.AsSpan().EndsWith("__"u8) ? ""u8 : "__"u8, .. name];
        }
    }

    /// <summary>The key of a tool that is known by its name alone.</summary>
    internal static string KeyOf(JsonSlice name) => $"\0{name.AsString()}";

    /// <summary>The same in memory of its own.</summary>
    internal ClientTool Copy() => new(Name.Copy(), Namespace.Copy(), Kind);
}
