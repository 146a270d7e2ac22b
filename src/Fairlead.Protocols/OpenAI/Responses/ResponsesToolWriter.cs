using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ResponsesToolWriter
{
    private static readonly JsonSlice NoArguments = JsonSlice.Literal("""{"type":"object","properties":{}}""");
    private static readonly JsonSlice False = JsonSlice.Literal("false");

    /// <summary>Writes the tools; another vendor's own is lost.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        if (!conversation.Parameters.TryTake(Parameter.Tools, out _))
        {
            return;
        }

        var hasTools = OfferedTools.Any(conversation, Dialect.Responses);
        if (hasTools)
        {
            writer.WriteStartArray("tools"u8);
        }

        ReadOnlyMemory<byte> last = default;
        foreach (var tool in conversation.Tools)
        {
            if (conversation.Dialect == Dialect.Responses)
            {
                // Tools of a namespace are written with it, and those that a search found in its item.
                if (!tool.IsFound && !tool.Value.Text.Equals(last))
                {
                    writer.Write(tool.Value);
                }

                last = tool.Value.Text;
            }
            else if (tool.Kind != ToolKind.Vendor)
            {
                WriteTool(writer, tool);
            }
            else
            {
                conversation.Parameters.Lose(Parameter.Tools, $"the vendor's own tool {tool.Name}");
            }
        }

        if (hasTools)
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>Writes the choice.</summary>
    public static void WriteChoice(Utf8JsonWriter writer, Conversation conversation)
    {
        if (OfferedTools.ChoiceOf(conversation, Dialect.Responses) is not { } choice)
        {
            return;
        }

        if (conversation.Dialect == Dialect.Responses && conversation.Parameters.TryTake(Parameter.ToolChoice, out var own))
        {
            writer.Write("tool_choice"u8, own);
            return;
        }

        conversation.Parameters.Take(Parameter.ToolChoice);
        writer.WritePropertyName("tool_choice"u8);
        switch (choice)
        {
            case { Mode: ToolChoiceMode.Vendor or ToolChoiceMode.Named, Names.Count: 0 }:
                writer.WriteStringValue("auto"u8);
                break;
            case { Mode: ToolChoiceMode.Vendor }:
                writer.Write(choice.Names[0]);
                break;
            case { Mode: ToolChoiceMode.Named }:
                WriteReference(writer, choice.Names[0], conversation);
                break;
            case { Names.Count: > 0 }:
                WriteAllowed(writer, choice, conversation);
                break;
            default:
                writer.WriteStringValue(ModeName(choice.Mode));
                break;
        }
    }

    // This dialect holds arguments strictly to the schema unless told not to; the others the other way round.
    private static void WriteTool(Utf8JsonWriter writer, Tool tool)
    {
        var isCustom = tool.Kind == ToolKind.Custom;
        writer.WriteStartObject();
        writer.WriteString("type"u8, isCustom ? "custom"u8 : "function"u8);
        writer.Write("name"u8, tool.Name);
        writer.WriteIfPresent("description"u8, tool.Description);
        if (isCustom)
        {
            WriteGrammar(writer, tool.Format);
        }
        else
        {
            writer.Write("parameters"u8, tool.Schema.IsNull ? NoArguments : tool.Schema);
            writer.Write("strict"u8, tool.Strict.IsPresent ? tool.Strict : False);
        }

        writer.WriteEndObject();
    }

    // Chat has the grammar's fields one level deeper.
    private static void WriteGrammar(Utf8JsonWriter writer, JsonSlice format)
    {
        if (format["grammar"u8] is not { IsObject: true } grammar)
        {
            writer.WriteIfPresent("format"u8, format);
            return;
        }

        writer.WriteStartObject("format"u8);
        writer.WriteString("type"u8, "grammar"u8);
        writer.Write("syntax"u8, grammar["syntax"u8]);
        writer.Write("definition"u8, grammar["definition"u8]);
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, JsonSlice name, Conversation conversation)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, conversation.Reply.CustomTools.Contains(name.AsString() ?? "") ? "custom"u8 : "function"u8);
        writer.Write("name"u8, name);
        writer.WriteEndObject();
    }

    private static void WriteAllowed(Utf8JsonWriter writer, ToolChoice choice, Conversation conversation)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "allowed_tools"u8);
        writer.WriteString("mode"u8, ModeName(choice.Mode));
        writer.WriteStartArray("tools"u8);
        foreach (var name in choice.Names)
        {
            WriteReference(writer, name, conversation);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> ModeName(ToolChoiceMode mode) => mode switch
    {
        ToolChoiceMode.None => "none"u8,
        ToolChoiceMode.Required => "required"u8,
        _ => "auto"u8,
    };
}
