using System.Text;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// Gives the tools of a conversation names that an upstream takes: those that are too long or hold other letters get short ones, and a namespace
/// becomes part of the name. <see cref="ReplyContext.Renamed"/> has the way back. Names that need no change are never changed, no two tools get the
/// same, and a tool has the same in every turn.
/// </summary>
internal sealed class ToolNameMap
{
    private readonly ToolNameRule rule;
    private readonly ReplyContext reply;
    private readonly Dictionary<string, JsonSlice> given = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    private ToolNameMap(ToolNameRule rule, ReplyContext reply)
    {
        this.rule = rule;
        this.reply = reply;
    }

    /// <summary>Renames what the upstream's dialect does not take; nothing in a request of the same dialect.</summary>
    public static void Apply(Conversation conversation, Dialect upstream)
    {
        var rule = ToolNameRule.Of(upstream);
        if (conversation.Dialect != upstream && IsNeeded(conversation, rule))
        {
            new ToolNameMap(rule, conversation.Reply).Rename(conversation);
        }
    }

    private static bool IsNeeded(Conversation conversation, ToolNameRule rule)
    {
        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind == ToolKind.Search || tool.Namespace.IsPresent || (tool.Kind != ToolKind.Vendor && !rule.Takes(tool.Name)))
            {
                return true;
            }
        }

        foreach (var item in conversation.Items)
        {
            foreach (var block in item.Blocks)
            {
                if (block is ToolCallBlock call ? call.IsSearch || call.Namespace.IsPresent || !rule.Takes(call.Name)
                    : block is ToolResultBlock result && (result.Found is not null || !rule.Takes(result.Name)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Rename(Conversation conversation)
    {
        foreach (var tool in conversation.Tools)
        {
            if (tool is { Kind: ToolKind.Function or ToolKind.Custom, Name.Inner.IsEmpty: false } && tool.AsClientKnows() is { IsPlain: true } plain && rule.Takes(tool.Name))
            {
                Keep(plain);
            }
        }

        foreach (var tool in conversation.Tools)
        {
            if (tool.Kind != ToolKind.Vendor)
            {
                tool.Rename(Give(tool.AsClientKnows()));
            }
        }

        if (conversation.ToolChoice is { Mode: not ToolChoiceMode.Vendor, Names.Count: > 0 } choice)
        {
            conversation.ToolChoice = choice with { Names = [.. choice.Names.SelectMany(Resolve)] };
        }

        foreach (var item in conversation.Items)
        {
            item.Blocks.ForEach(Rename);
        }
    }

    private void Rename(Block block)
    {
        switch (block)
        {
            case ToolCallBlock call:
                call.Rename(Called(call.AsClientKnows()));
                break;
            case ToolResultBlock result:
                result.Name = result.Name.IsString ? Called(new ClientTool(result.Name, default, ToolKind.Function)) : result.Name;
                if (result.Found is { } found)
                {
                    result.Content.Add(new TextBlock(Tell(found)));
                    result.Found = null;
                }

                break;
            default:
                break;
        }
    }

    private void Keep(ClientTool tool)
    {
        if (taken.Add(tool.Name.AsString()!) && tool.Namespace.IsPresent)
        {
            reply.Rename(tool.Name, tool);
        }

        given[tool.Key] = tool.Name;
    }

    // A name that no tool has stays as it is if it can: a client may have turned a namespace into a part of the name itself.
    private JsonSlice Called(ClientTool tool) => tool.IsPlain && !given.ContainsKey(tool.Key) && rule.Takes(tool.Name) ? tool.Name : Give(tool);

    private JsonSlice Give(ClientTool tool)
    {
        if (!tool.Name.IsString || tool.Name.IsEmptyString)
        {
            return tool.Name;
        }

        if (!given.TryGetValue(tool.Key, out var name))
        {
            name = JsonSlice.Of(Choose(tool));
            given.Add(tool.Key, name);
            reply.Rename(name, tool);
        }

        return name;
    }

    private string Choose(ClientTool tool)
    {
        var full = tool.FullName;
        if (rule.Takes(full) && taken.Add(Encoding.UTF8.GetString(full)))
        {
            return Encoding.UTF8.GetString(full);
        }

        var key = tool.Key;
        string shortened;
        do
        {
            shortened = rule.Shorten(full, key);
            key += "\0";
        }
        while (!taken.Add(shortened));
        return shortened;
    }

    // A choice says a name alone: that of a plain tool, of one in a namespace, or of a whole namespace.
    private IEnumerable<JsonSlice> Resolve(JsonSlice name)
    {
        if (given.TryGetValue(ClientTool.KeyOf(name), out var plain))
        {
            return [plain];
        }

        var text = name.AsString();
        var renamed = reply.Renamed?.ToList() ?? [];
        var named = renamed.FindAll(entry => entry.Value.Name.AsString() == text);
        var found = named.Count > 0 ? named[..1] : renamed.FindAll(entry => entry.Value.Namespace.AsString() == text);
        return found.Count > 0 ? found.Select(static entry => JsonSlice.Of(entry.Key)) : [Called(new ClientTool(name, default, ToolKind.Function))];
    }

    // The definitions are among the tools: their names are what the model must know of them.
    private JsonSlice Tell(IReadOnlyList<Tool> found)
    {
        var names = found.Where(static tool => tool.Kind != ToolKind.Vendor).Select(tool => Called(tool.AsClientKnows()).AsString()).ToList();
        return JsonSlice.Of(names.Count == 0 ? "No tools were found." : $"Tools that can be called now: {string.Join(", ", names)}");
    }
}
