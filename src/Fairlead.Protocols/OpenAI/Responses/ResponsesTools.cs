using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ResponsesTools
{
    /// <summary>Adds the tools to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice tools, Conversation conversation)
    {
        if (!tools.IsNull && !tools.IsArray)
        {
            return RequestProblems.Type("tools", "an array");
        }

        foreach (var value in tools.Items)
        {
            var tool = ReadTool(value);
            conversation.Tools.Add(tool);
            if (tool.Kind == ToolKind.Custom)
            {
                conversation.Reply.CustomTools.Add(tool.Name.AsString() ?? "");
            }
        }

        return null;
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

    private static Tool ReadTool(JsonSlice tool)
    {
        var type = tool["type"u8];
        var kind = type.Is("function"u8) ? ToolKind.Function : type.Is("custom"u8) ? ToolKind.Custom : ToolKind.Vendor;
        return new Tool
        {
            Kind = kind,
            Name = kind == ToolKind.Vendor ? type : tool["name"u8],
            Description = Given(tool["description"u8]),
            Schema = Given(tool["parameters"u8]),
            Strict = Given(tool["strict"u8]),
            Format = Given(tool["format"u8]),
            Value = tool,
        };
    }

    // Clients write what they do not say as null.
    private static JsonSlice Given(JsonSlice value) => value.IsNull ? default : value;

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
