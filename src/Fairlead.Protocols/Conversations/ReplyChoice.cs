using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A choice of an answer as a body's writer collects it.</summary>
internal sealed class ReplyChoice(int index)
{
    /// <summary>Its number.</summary>
    public int Index { get; } = index;

    /// <summary>Its blocks, in order.</summary>
    public List<ReplyBlock> Blocks { get; } = [];

    /// <summary>Why it ended.</summary>
    public StopReason Reason { get; set; }

    /// <summary>The choice of a number, added when it is new.</summary>
    public static ReplyChoice Of(List<ReplyChoice> choices, int index)
    {
        foreach (var choice in choices)
        {
            if (choice.Index == index)
            {
                return choice;
            }
        }

        var added = new ReplyChoice(index);
        choices.Add(added);
        return added;
    }

    /// <summary>Adds a block.</summary>
    public void Begin(in BlockStart start) => Blocks.Add(new ReplyBlock(start));

    /// <summary>Appends to a block.</summary>
    public void Append(in BlockDelta delta)
    {
        var number = delta.Block;
        Blocks.FindLast(block => block.Start.Block == number)?.Append(delta);
    }

    /// <summary>The texts of all blocks of a kind in one string; absent when there is none.</summary>
    public JsonSlice Join(BlockKind kind)
    {
        JsonSlice joined = default;
        foreach (var block in Blocks)
        {
            if (block.Start.Kind == kind)
            {
                joined = JsonText.Concat(joined, block.Text);
            }
        }

        return joined;
    }
}
