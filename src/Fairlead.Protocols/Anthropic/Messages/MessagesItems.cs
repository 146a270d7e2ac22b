using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads <c>system</c> and <c>messages</c>.</summary>
internal static class MessagesItems
{
    private const string Roles = "one of user, assistant, system";

    /// <summary>Adds the instructions to a conversation.</summary>
    public static void ReadSystem(JsonSlice system, Conversation conversation)
    {
        if (system.IsString || system.IsArray)
        {
            List<Block> blocks = [];
            MessagesBlocks.Read(system, blocks, conversation.Parameters);
            blocks.RemoveAll(IsBilling);
            if (blocks.Count > 0)
            {
                conversation.Add(Role.System, blocks.ToArray());
            }
        }
    }

    // Claude Code tells Anthropic with a block of text whom to bill. It differs in each request, and at the head of a prompt it keeps every other vendor from
    // finding the rest in a cache (vllm-project/vllm pull 36829).
    private static bool IsBilling(Block block) => block is TextBlock text && text.Text.Inner.StartsWith("x-anthropic-billing-header:"u8);

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
            if (RoleOf(message["role"u8]) is not { } role)
            {
                return RequestProblems.Value($"messages[{index}].role", Roles);
            }

            var content = message["content"u8];
            if (!content.IsNull && !content.IsString && !content.IsArray)
            {
                return RequestProblems.Type($"messages[{index}].content", "a string or an array");
            }

            ReadMessage(role, message, conversation);
            index++;
        }

        return null;
    }

    private static Role? RoleOf(JsonSlice role) =>
        role.Is("user"u8) ? Role.User
        : role.Is("assistant"u8) ? Role.Assistant
        : role.Is("system"u8) ? Role.System
        : null;

    private static void ReadMessage(Role role, JsonSlice message, Conversation conversation)
    {
        foreach (var member in message.Members)
        {
            if (!member.Is("role"u8) && !member.Is("content"u8))
            {
                conversation.Parameters.Lose(Parameter.Items, $"the member {member.Name.AsString()} of a message");
            }
        }

        List<Block> blocks = [];
        MessagesBlocks.Read(message["content"u8], blocks, conversation.Parameters);
        if (role == Role.User)
        {
            AddUser(blocks, conversation);
        }
        else
        {
            conversation.Add(role, blocks.ToArray());
        }
    }

    // The dialect has tool results in the user's message; elsewhere they are messages of their own.
    private static void AddUser(List<Block> blocks, Conversation conversation)
    {
        Item? item = null;
        foreach (var block in blocks)
        {
            var role = block is ToolResultBlock ? Role.Tool : Role.User;
            item = item?.Role == role ? item : conversation.Add(role);
            item.Blocks.Add(block);
        }

        if (item is null)
        {
            conversation.Add(Role.User);
        }
    }
}
