using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Reads searches for tools that the caller ran, and what they found. Elsewhere they are calls of a function.
/// Source: https://developers.openai.com/api/docs/guides/tools-tool-search
/// </summary>
internal static class ResponsesClientItems
{
    /// <summary>The block of such an item; null for other items, and for searches that the vendor ran, which have no id.</summary>
    public static Block? TryRead(JsonSlice item, JsonSlice type)
    {
        var id = item["call_id"u8];
        return !id.IsString ? null
            : type.Is("tool_search_call"u8) ? ReadCall(item, id, ResponsesToolReader.SearchName, item["arguments"u8], isSearch: true)
            : type.Is("tool_search_output"u8) ? ReadFound(item, id)
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
