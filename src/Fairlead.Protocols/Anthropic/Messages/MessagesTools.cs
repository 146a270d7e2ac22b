using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>. Source: https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview</summary>
internal static class MessagesTools
{
    private static readonly JsonSlice False = JsonSlice.Literal("false");

    /// <summary>Adds the tools to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice tools, Conversation conversation)
    {
        if (!tools.IsNull && !tools.IsArray)
        {
            return RequestProblems.Type("tools", "an array");
        }

        foreach (var tool in tools.Items)
        {
            conversation.Tools.Add(ReadTool(tool, conversation.Parameters));
        }

        return null;
    }

    /// <summary>Reads the choice, a member of which says whether several tools may be called at once: two meanings in one field.</summary>
    public static void ReadChoice(JsonMember field, Conversation conversation)
    {
        var choice = field.Value;
        var type = choice["type"u8];
        conversation.ToolChoice = !choice.IsObject ? null
            : type.Is("auto"u8) ? new ToolChoice(ToolChoiceMode.Auto)
            : type.Is("none"u8) ? new ToolChoice(ToolChoiceMode.None)
            : type.Is("any"u8) ? new ToolChoice(ToolChoiceMode.Required)
            : type.Is("tool"u8) ? new ToolChoice(ToolChoiceMode.Named, choice["name"u8])
            : new ToolChoice(ToolChoiceMode.Vendor, choice);
        if (choice["disable_parallel_tool_use"u8].IsTrue)
        {
            conversation.Parameters.Add(Parameter.ParallelToolCalls, field.Name, False, part: "disable_parallel_tool_use");
        }
    }

    // A tool without a type, or with the type custom, is the caller's; any other type is one of the vendor's.
    private static Tool ReadTool(JsonSlice tool, Parameters parameters)
    {
        var type = tool["type"u8];
        if (!type.IsNull && !type.Is("custom"u8))
        {
            return new Tool { Kind = ToolKind.Vendor, Name = type, CacheControl = MessagesBlocks.CacheOf(tool), Value = tool };
        }

        foreach (var member in tool.Members)
        {
            if (!IsShared(member) && !member.Value.IsNull)
            {
                parameters.AddOwnPart(Parameter.Tools, $"{member.Name.AsString()} of a tool");
            }
        }

        return new Tool
        {
            Name = tool["name"u8],
            Description = tool["description"u8],
            Schema = tool["input_schema"u8],
            Strict = tool["strict"u8],
            CacheControl = MessagesBlocks.CacheOf(tool),
            Value = tool,
        };
    }

    private static bool IsShared(JsonMember member) =>
        member.Is("type"u8) || member.Is("name"u8) || member.Is("description"u8) || member.Is("input_schema"u8) || member.Is("strict"u8) || member.Is("cache_control"u8);
}
