using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Reads the calls of tools that the vendor defines and the caller runs, and what they gave: searches for tools, shells and patches. Elsewhere they are
/// calls of functions by the names of those tools. Source: https://platform.openai.com/docs/api-reference/responses/create#responses_create-input
/// </summary>
internal static class ResponsesClientItems
{
    private static readonly JsonSlice LocalShell = JsonSlice.Of("local_shell");
    private static readonly JsonSlice Shell = JsonSlice.Of("shell");
    private static readonly JsonSlice ApplyPatch = JsonSlice.Of("apply_patch");

    /// <summary>The block of such an item; null for other items, and for searches that the vendor ran, which have no id.</summary>
    public static Block? TryRead(JsonSlice item, JsonSlice type)
    {
        // Codex gives the output of local_shell as that of a function, by the call's id.
        var id = item["call_id"u8] is { IsString: true } given ? given : type.Is("tool_search_call"u8) || type.Is("tool_search_output"u8) ? default : item["id"u8];
        if (!id.IsString)
        {
            return null;
        }

        return type.Is("tool_search_call"u8) ? ReadCall(item, id, ResponsesToolReader.SearchName, item["arguments"u8], isSearch: true)
            : type.Is("local_shell_call"u8) ? ReadCall(item, id, LocalShell, item["action"u8])
            : type.Is("shell_call"u8) ? ReadCall(item, id, Shell, item["action"u8])
            : type.Is("apply_patch_call"u8) ? ReadCall(item, id, ApplyPatch, item["operation"u8])
            : type.Is("tool_search_output"u8) ? ReadFound(item, id)
            : type.Is("local_shell_call_output"u8) || type.Is("shell_call_output"u8) || type.Is("apply_patch_call_output"u8) ? ReadOutput(item, id)
            : null;
    }

    private static ToolCallBlock ReadCall(JsonSlice item, JsonSlice id, JsonSlice name, JsonSlice arguments, bool isSearch = false) => new()
    {
        CallId = id,
        Name = name,
        Arguments = arguments.IsNull ? ResponsesWords.EmptyObject : arguments.IsString ? arguments : JsonText.Stringify(arguments),
        IsSearch = isSearch,
        Origin = item,
    };

    private static ToolResultBlock ReadOutput(JsonSlice item, JsonSlice id)
    {
        var output = item["output"u8];
        var result = new ToolResultBlock { CallId = id, IsError = item["status"u8].Is("failed"u8), Origin = item };
        if (!output.IsNull)
        {
            result.Content.Add(new TextBlock(output.IsString ? output : JsonText.Stringify(output)));
        }

        return result;
    }

    private static ToolResultBlock ReadFound(JsonSlice item, JsonSlice id)
    {
        List<Tool> found = [];
        foreach (var tool in item["tools"u8].Items)
        {
            ResponsesToolReader.Read(tool, found, new Parameters(), isFound: true);
        }

        return new ToolResultBlock { CallId = id, Found = found, Origin = item };
    }
}
