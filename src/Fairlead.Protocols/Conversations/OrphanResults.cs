namespace Fairlead.Protocols.Conversations;

/// <summary>
/// Results of tools whose call does not stand before them: the call was of a kind that only the client's own dialect knows, and is lost. Every vendor
/// refuses such a result, so it is lost with its call.
/// </summary>
public static class OrphanResults
{
    /// <summary>Takes them out of a conversation, and says so.</summary>
    public static void Lose(Conversation conversation)
    {
        var calls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in conversation.Items)
        {
            var orphans = item.Blocks.RemoveAll(block => block is ToolResultBlock result && !calls.Contains(result.CallId.AsString() ?? ""));
            if (orphans > 0)
            {
                conversation.Parameters.Lose(Parameter.Items, "the result of a tool call that is not there");
            }

            foreach (var block in item.Blocks)
            {
                if (block is ToolCallBlock call)
                {
                    calls.Add(call.CallId.AsString() ?? "");
                }
            }
        }
    }
}
