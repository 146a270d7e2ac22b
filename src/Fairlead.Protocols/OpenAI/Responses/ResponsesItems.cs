using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads <c>input</c>: a string or an array of items.</summary>
internal static class ResponsesItems
{
    private const string Roles = "one of system, developer, user, assistant";

    /// <summary>Adds the items to a conversation.</summary>
    public static RequestProblem? Read(JsonSlice input, Conversation conversation)
    {
        if (input.IsString)
        {
            conversation.Add(Role.User, new TextBlock(input));
            return null;
        }

        if (!input.IsArray)
        {
            return RequestProblems.Type("input", "a string or an array");
        }

        var index = 0;
        foreach (var item in input.Items)
        {
            if (ReadItem(item, $"input[{index}]", conversation) is { } problem)
            {
                return problem;
            }

            index++;
        }

        return null;
    }

    private static RequestProblem? ReadItem(JsonSlice item, string path, Conversation conversation)
    {
        var type = item["type"u8];
        if (!item.IsObject)
        {
            return RequestProblems.Type(path, "an object");
        }

        if (type.IsNull || type.Is("message"u8))
        {
            return ReadMessage(item, path, conversation);
        }

        if (type.Is("function_call_output"u8) || type.Is("custom_tool_call_output"u8))
        {
            conversation.Add(Role.Tool, ReadResult(item, type.Is("custom_tool_call_output"u8)));
            return null;
        }

        if (type.Is("additional_tools"u8))
        {
            return null; // They are among the tools.
        }

        if (ResponsesClientItems.TryRead(item, type) is { } own)
        {
            conversation.Add(own is ToolResultBlock ? Role.Tool : Role.Assistant, own);
            return null;
        }

        // What the vendor's own tools did is part of the model's turn, and so is what only the vendor understands.
        conversation.Add(Role.Assistant, type switch
        {
            _ when type.Is("function_call"u8) => ReadCall(item, item["arguments"u8], isCustom: false),
            _ when type.Is("custom_tool_call"u8) => ReadCall(item, item["input"u8], isCustom: true),
            _ when type.Is("reasoning"u8) => ResponsesThoughts.Read(item),
            _ => new VendorBlock(type.AsString() ?? "unknown", item),
        });
        return null;
    }

    private static RequestProblem? ReadMessage(JsonSlice message, string path, Conversation conversation)
    {
        if (RoleOf(message["role"u8]) is not { } role)
        {
            return RequestProblems.Value($"{path}.role", Roles);
        }

        var content = message["content"u8];
        if (!content.IsNull && !content.IsString && !content.IsArray)
        {
            return RequestProblems.Type($"{path}.content", "a string or an array");
        }

        ResponsesParts.Read(content, conversation.Add(role).Blocks);
        if (message["phase"u8] is { IsNull: false })
        {
            conversation.Parameters.AddOwnPart(Parameter.Items, "phase of a message");
        }

        return null;
    }

    private static Role? RoleOf(JsonSlice role) =>
        role.Is("user"u8) ? Role.User
        : role.Is("assistant"u8) ? Role.Assistant
        : role.Is("developer"u8) ? Role.Developer
        : role.Is("system"u8) ? Role.System
        : null;

    private static ToolCallBlock ReadCall(JsonSlice item, JsonSlice arguments, bool isCustom) => new()
    {
        CallId = item["call_id"u8],
        Name = item["name"u8],
        Namespace = item["namespace"u8] is { IsString: true } group ? group : default,
        Arguments = arguments,
        IsCustom = isCustom,
        Signature = item["extra_content"u8]["google"u8]["thought_signature"u8],
    };

    private static ToolResultBlock ReadResult(JsonSlice item, bool isCustom)
    {
        var result = new ToolResultBlock { CallId = item["call_id"u8], IsCustom = isCustom };
        var output = item["output"u8];
        ResponsesParts.Read(output.IsNull || output.IsString || output.IsArray ? output : JsonText.Stringify(output), result.Content);
        return result;
    }
}
