using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads <c>messages</c>.</summary>
internal static class ChatMessages
{
    private const string Roles = "one of system, developer, user, assistant, tool, function";

    private static readonly JsonSlice[] Known =
    [
        .. new[] { "role", "content", "name", "refusal", "tool_calls", "tool_call_id", "function_call", "reasoning_content", "thinking_blocks" }.Select(JsonSlice.Of),
    ];

    /// <summary>Adds the messages to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice messages, Conversation conversation)
    {
        if (!messages.IsArray)
        {
            return RequestProblems.Type("messages", "an array");
        }

        var index = 0;
        foreach (var message in messages.Items)
        {
            if (ReadMessage(message, conversation) is { } problem)
            {
                var path = $"messages[{index}].{problem.Param}";
                return problem with { Message = problem.Message.Replace($"'{problem.Param}'", $"'{path}'", StringComparison.Ordinal), Param = path };
            }

            index++;
        }

        return null;
    }

    private static RequestProblem? ReadMessage(JsonSlice message, Conversation conversation)
    {
        if (RoleOf(message["role"u8]) is not { } role)
        {
            return message.IsObject ? RequestProblems.Value("role", Roles) : RequestProblems.Type("role", "a string");
        }

        var content = message["content"u8];
        if (!content.IsNull && !content.IsString && !content.IsArray)
        {
            return RequestProblems.Type("content", "a string or an array");
        }

        var item = new Item { Role = role, Name = role == Role.Tool ? default : message["name"u8] };
        if (role == Role.Tool)
        {
            item.Blocks.Add(ReadResult(message, content));
        }
        else
        {
            ReadReasoning(message, item.Blocks);
            ChatParts.Read(content, item.Blocks);
            ReadCalls(message, item.Blocks);
        }

        conversation.Items.Add(item);
        NameOthers(message, conversation.Parameters);
        return null;
    }

    // What the vendor or a compatible server adds, such as audio, annotations and OpenRouter's reasoning_details, is understood by Chat alone.
    private static void NameOthers(JsonSlice message, Parameters parameters)
    {
        foreach (var member in message.Members)
        {
            var isEmpty = member.Value.IsNull || member.Value.IsEmptyString || (member.Value.IsArray && !member.Value.First.IsPresent);
            if (!isEmpty && !Array.Exists(Known, name => member.Is(name.Inner)))
            {
                parameters.AddOwnPart(Parameter.Items, $"{member.Name.AsString()} of a message");
            }
        }
    }

    private static Role? RoleOf(JsonSlice role) =>
        role.Is("user"u8) ? Role.User
        : role.Is("assistant"u8) ? Role.Assistant
        : role.Is("tool"u8) || role.Is("function"u8) ? Role.Tool
        : role.Is("system"u8) ? Role.System
        : role.Is("developer"u8) ? Role.Developer
        : null;

    private static ToolResultBlock ReadResult(JsonSlice message, JsonSlice content)
    {
        // A message of the deprecated role function has a name and no id: the name stands for both.
        var id = message["tool_call_id"u8];
        var result = new ToolResultBlock { CallId = id.IsPresent ? id : message["name"u8], Name = message["name"u8] };
        ChatParts.Read(content, result.Content);
        return result;
    }

    // reasoning_content is what servers of open models call it; thinking_blocks is LiteLLM's form, which keeps Anthropic's signatures.
    private static void ReadReasoning(JsonSlice message, List<Block> blocks)
    {
        var signed = message["thinking_blocks"u8];
        var thoughts = message["reasoning_content"u8];
        foreach (var block in signed.Items)
        {
            var text = block["thinking"u8];
            if (block["type"u8].Is("redacted_thinking"u8))
            {
                blocks.Add(new ReasoningBlock { Redacted = block["data"u8] });
                continue;
            }

            // A client that put a stream together has the text in the one field and its proof in the other.
            var isApart = thoughts.IsString && (!text.IsString || text.IsEmptyString);
            blocks.Add(new ReasoningBlock { Text = isApart ? thoughts : text, Signature = block["signature"u8] });
            thoughts = isApart ? default : thoughts;
        }

        if (!signed.IsArray && thoughts.IsString)
        {
            blocks.Add(new ReasoningBlock { Text = thoughts });
        }
    }

    private static void ReadCalls(JsonSlice message, List<Block> blocks)
    {
        if (message["refusal"u8] is { IsString: true } refusal)
        {
            blocks.Add(new RefusalBlock(refusal));
        }

        foreach (var call in message["tool_calls"u8].Items)
        {
            var isCustom = call["type"u8].Is("custom"u8);
            var called = isCustom ? call["custom"u8] : call["function"u8];
            blocks.Add(new ToolCallBlock
            {
                CallId = call["id"u8],
                Name = called["name"u8],
                Arguments = isCustom ? called["input"u8] : called["arguments"u8],
                IsCustom = isCustom,
                Signature = call["extra_content"u8]["google"u8]["thought_signature"u8],
            });
        }

        if (message["function_call"u8] is { IsObject: true } legacy)
        {
            blocks.Add(new ToolCallBlock { CallId = legacy["name"u8], Name = legacy["name"u8], Arguments = legacy["arguments"u8] });
        }
    }
}
