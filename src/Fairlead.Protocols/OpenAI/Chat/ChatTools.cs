using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary><c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ChatTools
{
    /// <summary>Adds the tools to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice tools, Conversation conversation)
    {
        if (!tools.IsNull && !tools.IsArray)
        {
            return RequestProblems.Type("tools", "an array");
        }

        foreach (var tool in tools.Items)
        {
            conversation.Tools.Add(ReadTool(tool));
        }

        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind == ToolKind.Custom)
            {
                conversation.Reply.CustomTools.Add(tool.Name.AsString() ?? "");
            }
        }

        return null;
    }

    /// <summary>The choice; null for the default.</summary>
    public static ToolChoice? ReadChoice(JsonSlice choice)
    {
        if (choice.IsString)
        {
            return choice.Is("none"u8) ? new ToolChoice(ToolChoiceMode.None)
                : choice.Is("required"u8) ? new ToolChoice(ToolChoiceMode.Required)
                : choice.Is("auto"u8) ? new ToolChoice(ToolChoiceMode.Auto)
                : new ToolChoice(ToolChoiceMode.Vendor, choice);
        }

        var named = choice["function"u8] is { IsObject: true } function ? function : choice["custom"u8];
        return named["name"u8] is { IsString: true } name ? new ToolChoice(ToolChoiceMode.Named, name)
            : choice["allowed_tools"u8] is { IsObject: true } allowed ? ReadAllowed(allowed)
            : choice.IsObject ? new ToolChoice(ToolChoiceMode.Vendor, choice)
            : null;
    }

    /// <summary>Writes the tools; a vendor's own is lost.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        if (!conversation.Parameters.TryTake(Parameter.Tools, out _))
        {
            return;
        }

        var hasTools = HasTools(conversation);
        if (hasTools)
        {
            writer.WriteStartArray("tools"u8);
        }

        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind == ToolKind.Vendor)
            {
                conversation.Parameters.Lose(Parameter.Tools, $"the vendor's own tool {tool.Name}");
                continue;
            }

            WriteTool(writer, tool, conversation);
        }

        if (hasTools)
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>Whether there is a tool to write: servers refuse an empty list, and rules about tools that are not there.</summary>
    public static bool HasTools(Conversation conversation) => conversation.Tools.Exists(static tool => tool.Kind != ToolKind.Vendor);

    /// <summary>Writes the choice.</summary>
    public static void WriteChoice(Utf8JsonWriter writer, Conversation conversation)
    {
        if (!HasTools(conversation) || OfferedTools.ChoiceOf(conversation, Dialect.Chat) is not { Mode: not ToolChoiceMode.Vendor } wanted || OfferedTools.AmongOwn(wanted, conversation) is not { } choice)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.ToolChoice);
        if (choice.Mode == ToolChoiceMode.Named)
        {
            WriteNamed(writer, choice.Names[0], conversation);
        }
        else if (choice.Names.Count > 0)
        {
            WriteAllowed(writer, choice, conversation);
        }
        else
        {
            writer.WriteString("tool_choice"u8, ModeName(choice.Mode));
        }
    }

    private static Tool ReadTool(JsonSlice tool)
    {
        var (kind, definition) = tool["type"u8] switch
        {
            var type when type.Is("function"u8) => (ToolKind.Function, tool["function"u8]),
            var type when type.Is("custom"u8) => (ToolKind.Custom, tool["custom"u8]),
            _ => (ToolKind.Vendor, tool),
        };
        return new Tool
        {
            Kind = kind,
            Name = kind == ToolKind.Vendor ? tool["type"u8] : definition["name"u8],
            Description = definition["description"u8],
            Schema = definition["parameters"u8],
            Strict = definition["strict"u8],
            Format = definition["format"u8],
            CacheControl = tool["cache_control"u8],
            Value = tool,
        };
    }

    private static ToolChoice ReadAllowed(JsonSlice allowed)
    {
        var names = new List<JsonSlice>();
        foreach (var tool in allowed["tools"u8].Items)
        {
            names.Add((tool["custom"u8] is { IsObject: true } custom ? custom : tool["function"u8])["name"u8]);
        }

        return new ToolChoice(allowed["mode"u8].Is("required"u8) ? ToolChoiceMode.Required : ToolChoiceMode.Auto, names);
    }

    // OpenAI's own models are spoken to in Responses: of the servers behind this dialect few know custom tools.
    private static void WriteTool(Utf8JsonWriter writer, Tool tool, Conversation conversation)
    {
        var isBridged = tool.Kind == ToolKind.Custom && conversation.Dialect != Dialect.Chat;
        var isCustom = tool.Kind == ToolKind.Custom && !isBridged;
        if (isBridged && !tool.Format.IsNull && !tool.Format["type"u8].Is("text"u8))
        {
            conversation.Parameters.Lose(Parameter.Tools, "the format of a custom tool");
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, isCustom ? "custom"u8 : "function"u8);
        writer.WriteStartObject(isCustom ? "custom"u8 : "function"u8);
        writer.Write("name"u8, tool.Name);
        writer.WriteIfPresent("description"u8, tool.Description);
        if (isCustom)
        {
            writer.WriteIfPresent("format"u8, tool.Format);
        }
        else
        {
            writer.WriteIfPresent("parameters"u8, isBridged ? CustomToolBridge.Schema : tool.Schema);
            writer.WriteIfPresent("strict"u8, tool.Strict);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, JsonSlice name, Conversation conversation)
    {
        writer.WriteStartObject("tool_choice"u8);
        WriteReference(writer, name, conversation);
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, JsonSlice name, Conversation conversation)
    {
        var isCustom = conversation.Dialect == Dialect.Chat && conversation.Reply.CustomTools.Contains(name.AsString() ?? "");
        var kind = isCustom ? "custom"u8 : "function"u8;
        writer.WriteString("type"u8, kind);
        writer.WriteStartObject(kind);
        writer.Write("name"u8, name);
        writer.WriteEndObject();
    }

    private static void WriteAllowed(Utf8JsonWriter writer, ToolChoice choice, Conversation conversation)
    {
        writer.WriteStartObject("tool_choice"u8);
        writer.WriteString("type"u8, "allowed_tools"u8);
        writer.WriteStartObject("allowed_tools"u8);
        writer.WriteString("mode"u8, ModeName(choice.Mode));
        writer.WriteStartArray("tools"u8);
        foreach (var name in choice.Names)
        {
            writer.WriteStartObject();
            WriteReference(writer, name, conversation);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> ModeName(ToolChoiceMode mode) => mode switch
    {
        ToolChoiceMode.None => "none"u8,
        ToolChoiceMode.Required => "required"u8,
        _ => "auto"u8,
    };
}
