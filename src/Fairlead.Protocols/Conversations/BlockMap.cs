namespace Fairlead.Protocols.Conversations;

/// <summary>What a writer keeps for each block of an answer. Few are open at a time, so it is searched from its end.</summary>
internal sealed class BlockMap<T>
{
    private readonly List<(int Choice, int Block, T Value)> entries = new(4);

    /// <summary>Everything kept, in the order it was added.</summary>
    public IEnumerable<(int Choice, int Block, T Value)> Entries => entries;

    /// <summary>Keeps something for a block.</summary>
    public void Add(int choice, int block, T value) => entries.Add((choice, block, value));

    /// <summary>What is kept for a block; the default when nothing is.</summary>
    public T? Find(int choice, int block)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (entries[i].Choice == choice && entries[i].Block == block)
            {
                return entries[i].Value;
            }
        }

        return default;
    }
}
