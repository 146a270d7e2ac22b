using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// A request in no dialect's form: ordered items of typed blocks, tools, and parameters. A dialect's reader fills it, another's writer takes from
/// it; what no writer takes is known by name (<see cref="Parameters.Losses"/>). Its values lie in the request's buffer.
/// </summary>
public sealed class Conversation
{
    private static readonly JsonSlice OmittedImage = JsonSlice.Of("[image omitted: this model does not accept images]");

    /// <summary>The dialect it was written in.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Whether the answer is wanted as a stream.</summary>
    public bool IsStream { get; set; }

    /// <summary>What was said so far, in order; instructions of role system or developer included.</summary>
    public List<Item> Items { get; } = [];

    /// <summary>The tools on offer, in the order they were given.</summary>
    public List<Tool> Tools { get; } = [];

    /// <summary>Which tools must or may be called; null when nothing was said.</summary>
    public ToolChoice? ToolChoice { get; set; }

    /// <summary>The form of the answer; null for text.</summary>
    public OutputFormat? Output { get; set; }

    /// <summary>How much to think; null when nothing was said.</summary>
    public Reasoning? Reasoning { get; set; }

    /// <summary>The scalar parameters, and the account of what became of each field.</summary>
    public Parameters Parameters { get; } = new();

    /// <summary>What an answer's writer must know of the request. It outlives the request's buffer.</summary>
    public ReplyContext Reply { get; } = new();

    /// <summary>Adds an item at the end.</summary>
    public Item Add(Role role, params ReadOnlySpan<Block> blocks)
    {
        var item = new Item { Role = role };
        item.Blocks.AddRange(blocks);
        Items.Add(item);
        return item;
    }

    /// <summary>Says that the marks of what is to be cached are lost: for dialects that have none.</summary>
    public void LoseCacheControl()
    {
        var isInstructions = Parameters.Has(Parameter.Instructions);
        foreach (var item in Items)
        {
            isInstructions &= item.Role is Role.System or Role.Developer;
            if (item.Blocks.Exists(IsMarked))
            {
                Parameters.Lose(isInstructions ? Parameter.Instructions : Parameter.Items, "cache_control");
            }
        }

        if (Tools.Exists(static tool => tool.CacheControl.IsPresent))
        {
            Parameters.Lose(Parameter.Tools, "cache_control");
        }
    }

    /// <summary>Takes a parameter away, because the model lacks the feature: it is lost whatever the writer can say.</summary>
    public void Withhold(Parameter parameter)
    {
        Parameters.Withhold(parameter);
        switch (parameter)
        {
            case Parameter.Tools:
                Tools.Clear();
                break;
            case Parameter.ToolChoice:
                ToolChoice = null;
                break;
            case Parameter.Reasoning:
                Reasoning = null;
                break;
            case Parameter.Output:
                Output = null;
                break;
            default:
                break;
        }
    }

    /// <summary>Puts a note in the place of each image, because the model cannot see.</summary>
    public void WithholdImages()
    {
        foreach (var item in Items)
        {
            WithholdImages(item.Blocks);
        }
    }

    /// <summary>The items with neighbours of the same role put together, instructions left out: what dialects that alternate between user and
    /// assistant call messages. Tool results are the user's. Names of speakers are lost: those dialects have none.</summary>
    public IEnumerable<Turn> Turns()
    {
        Turn? turn = null;
        foreach (var item in Items)
        {
            if (!item.Name.IsNull)
            {
                Parameters.Lose(Parameter.Items, "the name of a speaker");
            }

            if (item.Role is Role.System or Role.Developer)
            {
                continue;
            }

            var role = item.Role == Role.Assistant ? Role.Assistant : Role.User;
            if (turn is not null && turn.Role != role)
            {
                yield return turn;
                turn = null;
            }

            turn ??= new Turn(role, []);
            turn.Blocks.AddRange(item.Blocks);
        }

        if (turn is not null)
        {
            yield return turn;
        }
    }

    /// <summary>The instructions, wherever in the conversation they stand: what dialects that have one place for them put there. The place of later ones
    /// is lost.</summary>
    public IEnumerable<Item> Instructions()
    {
        var isLate = false;
        foreach (var item in Items)
        {
            if (item.Role is not (Role.System or Role.Developer))
            {
                isLate = true;
                continue;
            }

            if (isLate)
            {
                Parameters.Lose(Parameter.Items, "the place of later instructions");
            }

            yield return item;
        }
    }

    private void WithholdImages(List<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is ToolResultBlock result)
            {
                WithholdImages(result.Content);
            }
            else if (blocks[i] is MediaBlock { Kind: MediaKind.Image })
            {
                blocks[i] = new TextBlock(OmittedImage);
                Parameters.Lose(Parameter.Items, "images");
            }
        }
    }

    private static bool IsMarked(Block block) => block.CacheControl.IsPresent || (block is ToolResultBlock result && result.Content.Exists(IsMarked));
}
