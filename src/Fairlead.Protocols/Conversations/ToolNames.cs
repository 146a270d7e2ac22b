using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>The tool's name of each call, for dialects whose results go under the tool's name.</summary>
public sealed class ToolNames
{
    private readonly Dictionary<string, JsonSlice> names = new(StringComparer.Ordinal);

    /// <summary>Collects the calls of a conversation.</summary>
    public ToolNames(Conversation conversation)
    {
        foreach (var item in conversation.Items)
        {
            foreach (var block in item.Blocks)
            {
                if (block is ToolCallBlock { CallId.IsPresent: true } call)
                {
                    names[call.CallId.ToString()] = call.Name;
                }
            }
        }
    }

    /// <summary>The name of the tool whose result it is; absent when the conversation has no such call.</summary>
    public JsonSlice Of(ToolResultBlock result) =>
        result.Name.IsPresent ? result.Name : names.GetValueOrDefault(result.CallId.ToString());
}
