using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>tools</c> and <c>toolConfig</c>. Source: https://ai.google.dev/api/caching#FunctionDeclaration</summary>
internal static class GeminiTools
{
    /// <summary>Writes both, if there are tools that the dialect knows. Without any, a choice among them is refused, so it is lost.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        conversation.Tools.ForEach(tool => LoseExtras(tool, conversation.Parameters));
        if (!OfferedTools.Any(conversation, Dialect.Gemini))
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Tools);
        writer.WriteStartArray("tools"u8);
        writer.WriteStartObject();
        writer.WriteStartArray("functionDeclarations"u8);
        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind != ToolKind.Vendor)
            {
                WriteTool(writer, tool);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteChoice(writer, conversation);
    }

    private static void LoseExtras(Tool tool, Parameters parameters)
    {
        if (tool.Kind == ToolKind.Vendor)
        {
            parameters.Lose(Parameter.Tools, $"the vendor's own tool {tool.Name}");
            return;
        }

        if (tool.Strict.IsTrue)
        {
            parameters.Lose(Parameter.Tools, "strict");
        }

        if (tool.Format.IsObject && !tool.Format["type"u8].Is("text"u8))
        {
            parameters.Lose(Parameter.Tools, "the format of a custom tool");
        }
    }

    // The schema goes through parametersJsonSchema whatever it holds: parameters knows a part of OpenAPI's keywords and refuses all others.
    private static void WriteTool(Utf8JsonWriter writer, Tool tool)
    {
        writer.WriteStartObject();
        writer.Write("name"u8, tool.Name);
        writer.WriteIfPresent("description"u8, tool.Description);
        writer.WriteIfPresent("parametersJsonSchema"u8, tool.Kind == ToolKind.Custom ? CustomToolBridge.Schema : tool.Schema);
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, Conversation conversation)
    {
        if (OfferedTools.ChoiceOf(conversation, Dialect.Gemini) is not { } choice)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.ToolChoice);
        writer.WriteStartObject("toolConfig"u8);
        writer.WriteStartObject("functionCallingConfig"u8);
        writer.WriteString("mode"u8, ModeName(choice));
        if (choice.Names.Count > 0 && choice.Mode != ToolChoiceMode.None)
        {
            writer.WriteStartArray("allowedFunctionNames"u8);
            foreach (var name in choice.Names)
            {
                writer.Write(name);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // VALIDATED is AUTO among the functions that are named; AUTO itself takes no names.
    private static ReadOnlySpan<byte> ModeName(ToolChoice choice) => choice.Mode switch
    {
        ToolChoiceMode.None => "NONE"u8,
        ToolChoiceMode.Required or ToolChoiceMode.Named => "ANY"u8,
        _ => choice.Names.Count > 0 ? "VALIDATED"u8 : "AUTO"u8,
    };
}
