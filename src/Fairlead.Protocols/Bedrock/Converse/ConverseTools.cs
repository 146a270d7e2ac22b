using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>toolConfig</c>. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html</summary>
internal static partial class ConverseTools
{
    private static readonly JsonSlice NoArguments = JsonSlice.Literal("""{"type":"object","properties":{}}""");
    private static readonly JsonSlice AnyArguments = JsonSlice.Literal("""{"type":"object"}""");

    /// <summary>Writes the member, if there are tools that the dialect knows and they may be called, or if the history speaks of any.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Write(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        var hasTools = OfferedTools.Any(conversation, Dialect.Converse);
        var isStrict = TakesStrict(conversation, target);
        conversation.Tools.ForEach(tool => LoseExtras(tool, conversation.Parameters, isStrict));
        if (!hasTools)
        {
            WriteCalled(writer, conversation);
            return false;
        }

        // There is no choice of none: tools that may not be called are left out, unless the history speaks of them, for then Converse demands them.
        if (conversation.ToolChoice is { Mode: ToolChoiceMode.None } && !HasCalls(conversation))
        {
            conversation.Parameters.Take(Parameter.ToolChoice);
            return false;
        }

        conversation.Parameters.Take(Parameter.Tools);
        writer.WriteStartObject("toolConfig"u8);
        writer.WriteStartArray("tools"u8);
        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind != ToolKind.Vendor)
            {
                WriteTool(writer, tool, isStrict);
                ConverseText.WriteCachePoint(writer, tool.CacheControl);
            }
        }

        writer.WriteEndArray();
        WriteChoice(writer, conversation);
        writer.WriteEndObject();
        return true;
    }

    // Converse demands tools where the history has calls, though the client offers none any more, as agents do when they have it summed up.
    // Source: https://github.com/vercel/ai/pull/7537
    private static void WriteCalled(Utf8JsonWriter writer, Conversation conversation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in conversation.Items.SelectMany(static item => item.Blocks))
        {
            if (block is not ToolCallBlock { Name.IsString: true } call || !names.Add(call.Name.AsString()!))
            {
                continue;
            }

            if (names.Count == 1)
            {
                writer.WriteStartObject("toolConfig"u8);
                writer.WriteStartArray("tools"u8);
            }

            WriteCalled(writer, call.Name);
        }

        if (names.Count > 0)
        {
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void WriteCalled(Utf8JsonWriter writer, JsonSlice name)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("toolSpec"u8);
        writer.Write("name"u8, name);
        writer.WriteStartObject("inputSchema"u8);
        writer.Write("json"u8, AnyArguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Of Claude, 4.5 and 4.6 take it there; others refuse the member. Sources: https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html,
    // https://github.com/BerriAI/litellm/issues/31582 and 33193
    private static bool TakesStrict(Conversation conversation, RequestTarget target)
    {
        var model = target.NameFor(conversation);
        return target.TakesSchema && (!model.Contains("claude", StringComparison.OrdinalIgnoreCase) || Strict().IsMatch(model));
    }

    private static bool HasCalls(Conversation conversation) =>
        conversation.Items.Exists(static item => item.Blocks.Exists(static block => block is ToolCallBlock or ToolResultBlock));

    private static void LoseExtras(Tool tool, Parameters parameters, bool isStrict)
    {
        if (tool.Kind == ToolKind.Vendor)
        {
            parameters.Lose(Parameter.Tools, $"the vendor's own tool {tool.Name}");
            return;
        }

        if (tool.Strict.IsTrue && !isStrict)
        {
            parameters.Lose(Parameter.Tools, "strict");
        }

        if (tool.Format.IsObject && !tool.Format["type"u8].Is("text"u8))
        {
            parameters.Lose(Parameter.Tools, "the format of a custom tool");
        }
    }

    private static void WriteTool(Utf8JsonWriter writer, Tool tool, bool isStrict)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("toolSpec"u8);
        writer.Write("name"u8, tool.Name);
        if (!tool.Description.Inner.IsEmpty)
        {
            writer.Write("description"u8, tool.Description);
        }

        writer.WriteStartObject("inputSchema"u8);
        writer.Write("json"u8, tool.Kind == ToolKind.Custom ? CustomToolBridge.Schema : tool.Schema.IsObject ? tool.Schema : NoArguments);
        writer.WriteEndObject();
        if (tool.Strict.IsTrue && isStrict)
        {
            writer.WriteBoolean("strict"u8, true);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Auto is what goes without saying.
    private static void WriteChoice(Utf8JsonWriter writer, Conversation conversation)
    {
        if (OfferedTools.ChoiceOf(conversation, Dialect.Converse) is not { Mode: not ToolChoiceMode.None } choice)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.ToolChoice);
        if (choice.Mode == ToolChoiceMode.Named)
        {
            writer.WriteStartObject("toolChoice"u8);
            writer.WriteStartObject("tool"u8);
            writer.Write("name"u8, choice.Names[0]);
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        if (choice.Names.Count > 0)
        {
            conversation.Parameters.Lose(Parameter.ToolChoice, "the list of allowed tools");
        }

        if (choice.Mode == ToolChoiceMode.Required)
        {
            writer.WriteStartObject("toolChoice"u8);
            writer.WriteStartObject("any"u8);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    [GeneratedRegex(@"-4[.-][56](?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Strict();
}
