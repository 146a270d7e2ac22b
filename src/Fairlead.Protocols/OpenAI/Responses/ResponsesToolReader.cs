using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Reads a tool. A namespace is a group of the caller's own tools, as Codex groups those of an MCP server; the search for tools that the caller runs
/// is a tool of the caller too. Source: https://developers.openai.com/api/docs/guides/tools-tool-search
/// </summary>
internal static class ResponsesToolReader
{
    /// <summary>The name of the search, a string.</summary>
    public static JsonSlice SearchName { get; } = JsonSlice.Of("tool_search");

    /// <summary>Adds a tool, or those of a namespace, to a list.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="tools">The list.</param>
    /// <param name="parameters">Where to say what other dialects lose.</param>
    /// <param name="isFound">Whether a search found it: then it is not kept back any more.</param>
    public static void Read(JsonSlice tool, List<Tool> tools, Parameters parameters, bool isFound)
    {
        if (!tool["type"u8].Is("namespace"u8) || tool["name"u8] is not { IsString: true } group)
        {
            tools.Add(ReadOne(tool, default, tool, parameters, isFound));
            return;
        }

        if (!tool["description"u8].Inner.IsEmpty)
        {
            parameters.AddOwnPart(Parameter.Tools, "the description of a namespace");
        }

        foreach (var inner in tool["tools"u8].Items)
        {
            tools.Add(ReadOne(inner, group, tool, parameters, isFound));
        }
    }

    private static Tool ReadOne(JsonSlice tool, JsonSlice group, JsonSlice value, Parameters parameters, bool isFound)
    {
        var type = tool["type"u8];
        var kind = type.Is("function"u8) ? ToolKind.Function
            : type.Is("custom"u8) ? ToolKind.Custom
            : type.Is("tool_search"u8) && tool["execution"u8].Is("client"u8) ? ToolKind.Search
            : ToolKind.Vendor;
        if (kind != ToolKind.Vendor && !isFound && tool["defer_loading"u8].IsTrue)
        {
            parameters.AddOwnPart(Parameter.Tools, "defer_loading of a tool");
        }

        return new Tool
        {
            Kind = kind,
            Name = kind == ToolKind.Vendor ? type : kind == ToolKind.Search ? SearchName : tool["name"u8],
            Namespace = group,
            Description = Given(tool["description"u8]),
            Schema = Given(tool["parameters"u8]),
            Strict = Given(tool["strict"u8]),
            Format = Given(tool["format"u8]),
            Value = value,
            IsFound = isFound,
        };
    }

    // Clients write what they do not say as null.
    private static JsonSlice Given(JsonSlice value) => value.IsNull ? default : value;
}
