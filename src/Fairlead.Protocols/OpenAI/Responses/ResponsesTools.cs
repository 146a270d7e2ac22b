using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ResponsesTools
{
    private static readonly JsonSlice ToolsName = JsonSlice.Of("tools");

    /// <summary>Adds the tools to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice tools, Conversation conversation)
    {
        if (!tools.IsNull && !tools.IsArray)
        {
            return RequestProblems.Type("tools", "an array");
        }

        foreach (var tool in tools.Items)
        {
            ResponsesToolReader.Read(tool, conversation.Tools, conversation.Parameters, isFound: false);
        }

        return null;
    }

    /// <summary>Adds the tools that stand in the input, those that a search found and <c>additional_tools</c>, after the others; each once.</summary>
    public static void ReadMore(JsonSlice input, Conversation conversation)
    {
        List<Tool> more = [];
        foreach (var item in input.Items)
        {
            var isFound = item["type"u8].Is("tool_search_output"u8);
            if (!isFound && !item["type"u8].Is("additional_tools"u8))
            {
                continue;
            }

            var tools = item["tools"u8];
            if (tools.First.IsPresent && !conversation.Parameters.Has(Parameter.Tools))
            {
                conversation.Parameters.Add(Parameter.Tools, ToolsName, tools);
            }

            foreach (var tool in tools.Items)
            {
                ResponsesToolReader.Read(tool, more, conversation.Parameters, isFound);
            }
        }

        AddNew(more, conversation);
        foreach (var tool in conversation.Tools)
        {
            if (tool is { Kind: ToolKind.Custom, Namespace.IsPresent: false })
            {
                conversation.Reply.CustomTools.Add(tool.Name.AsString() ?? "");
            }
        }
    }

    /// <summary>The choice; null for the default.</summary>
    public static ToolChoice? ReadChoice(JsonSlice choice, Parameters parameters)
    {
        if (choice.IsString)
        {
            return choice.Is("none"u8) ? new ToolChoice(ToolChoiceMode.None)
                : choice.Is("required"u8) ? new ToolChoice(ToolChoiceMode.Required)
                : choice.Is("auto"u8) ? new ToolChoice(ToolChoiceMode.Auto)
                : new ToolChoice(ToolChoiceMode.Vendor, choice);
        }

        var type = choice["type"u8];
        return (type.Is("function"u8) || type.Is("custom"u8)) && choice["name"u8] is { IsString: true } name ? new ToolChoice(ToolChoiceMode.Named, name)
            : type.Is("allowed_tools"u8) ? ReadAllowed(choice, parameters)
            : choice.IsObject ? new ToolChoice(ToolChoiceMode.Vendor, choice)
            : null;
    }

    private static void AddNew(List<Tool> more, Conversation conversation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in more.Count > 0 ? conversation.Tools : [])
        {
            known.Add(tool.Kind == ToolKind.Vendor ? "" : tool.AsClientKnows().Key);
        }

        conversation.Tools.AddRange(more.Where(tool => tool.Kind == ToolKind.Vendor || known.Add(tool.AsClientKnows().Key)));
    }

    private static ToolChoice ReadAllowed(JsonSlice allowed, Parameters parameters)
    {
        var names = new List<JsonSlice>();
        foreach (var tool in allowed["tools"u8].Items)
        {
            if (tool["name"u8] is { IsString: true } name)
            {
                names.Add(name);
            }
            else
            {
                parameters.Lose(Parameter.ToolChoice, "allowed tools of the vendor's own");
            }
        }

        return names.Count == 0
            ? new ToolChoice(ToolChoiceMode.Vendor, allowed)
            : new ToolChoice(allowed["mode"u8].Is("required"u8) ? ToolChoiceMode.Required : ToolChoiceMode.Auto, names);
    }
}
