using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class MessagesToolWriter
{
    private static readonly JsonSlice NoArguments = JsonSlice.Literal("""{"type":"object","properties":{}}""");
    private static readonly JsonSlice FreeText = JsonSlice.Literal("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}""");

    /// <summary>Writes the tools, if any can be: another vendor's own are lost. A tool of free text becomes one whose only argument is <c>input</c>.</summary>
    public static void Write(Utf8JsonWriter json, Conversation conversation, RequestTarget target)
    {
        if (!conversation.Parameters.TryTake(Parameter.Tools, out _))
        {
            return;
        }

        var hasTools = conversation.Dialect == Dialect.Messages || OfferedTools.Any(conversation, Dialect.Messages);
        if (hasTools)
        {
            json.WriteStartArray("tools"u8);
        }

        foreach (var tool in conversation.Tools)
        {
            if (conversation.Dialect == Dialect.Messages)
            {
                json.Write(tool.Value);
            }
            else if (tool.Kind == ToolKind.Vendor)
            {
                conversation.Parameters.Lose(Parameter.Tools, $"the vendor's own tool {tool.Name}");
            }
            else
            {
                WriteTool(json, tool, conversation.Parameters, target);
            }
        }

        if (hasTools)
        {
            json.WriteEndArray();
        }
    }

    /// <summary>Writes the choice, which also says whether several tools may be called at once.</summary>
    public static void WriteChoice(Utf8JsonWriter json, Conversation conversation)
    {
        if (!OfferedTools.Any(conversation, Dialect.Messages))
        {
            return;
        }

        var choice = OfferedTools.ChoiceOf(conversation, Dialect.Messages);
        var isSingle = conversation.Parameters.TryTake(Parameter.ParallelToolCalls, out var isParallel) && !isParallel.IsTrue;
        if (choice is not null)
        {
            conversation.Parameters.Take(Parameter.ToolChoice);
        }

        if (choice?.Mode == ToolChoiceMode.Vendor)
        {
            json.Write("tool_choice"u8, choice.Names[0]);
        }
        else if (choice is not null || isSingle)
        {
            WriteMode(json, choice, isSingle, conversation.Parameters);
        }
    }

    private static void WriteMode(Utf8JsonWriter json, ToolChoice? choice, bool isSingle, Parameters parameters)
    {
        // A list of allowed tools has no counterpart, but a list of one that must be called has.
        var names = choice?.Names ?? [];
        var mode = choice?.Mode == ToolChoiceMode.Required && names.Count == 1 ? ToolChoiceMode.Named : choice?.Mode ?? ToolChoiceMode.Auto;
        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, mode switch
        {
            ToolChoiceMode.None => "none"u8,
            ToolChoiceMode.Required => "any"u8,
            ToolChoiceMode.Named => "tool"u8,
            _ => "auto"u8,
        });
        if (mode == ToolChoiceMode.Named)
        {
            json.Write("name"u8, names[0]);
        }
        else if (names.Count > 0)
        {
            parameters.Lose(Parameter.ToolChoice, "the list of allowed tools");
        }

        if (isSingle && mode != ToolChoiceMode.None)
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, Tool tool, Parameters parameters, RequestTarget target)
    {
        json.WriteStartObject();
        json.Write("name"u8, tool.Name);
        if (!tool.Description.IsNull)
        {
            json.Write("description"u8, tool.Description);
        }

        if (tool.Kind == ToolKind.Custom)
        {
            json.Write("input_schema"u8, FreeText);
            if (!tool.Format.IsNull)
            {
                parameters.Lose(Parameter.Tools, "the format of a custom tool");
            }
        }
        else
        {
            json.Write("input_schema"u8, tool.Schema.IsNull ? NoArguments : tool.Schema);
            WriteStrict(json, tool, parameters, target);
        }

        json.WriteIfPresent("cache_control"u8, tool.CacheControl);
        json.WriteEndObject();
    }

    // False is the default, and Vertex refuses the member whatever it says. Source: https://github.com/vercel/ai/pull/13353
    private static void WriteStrict(Utf8JsonWriter json, Tool tool, Parameters parameters, RequestTarget target)
    {
        if (tool.Strict.IsTrue && target.AnthropicVersion is not null)
        {
            parameters.Lose(Parameter.Tools, "strict");
        }
        else if (tool.Strict.IsTrue)
        {
            json.WriteBoolean("strict"u8, true);
        }
    }
}
