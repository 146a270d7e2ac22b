namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// Schemas that lead back to themselves on the same value would never end. Schemas that recurse into a part of the value do.
/// </summary>
internal static class Cycles
{
    /// <summary>The schemas that lie on such a cycle, or between two of them.</summary>
    public static IEnumerable<SchemaNode> Find(IReadOnlyList<SchemaNode> nodes)
    {
        var ends = Peel(nodes, static node => node.SamePlace);
        var sources = nodes.ToDictionary(static node => node, static _ => new List<SchemaNode>());
        foreach (var node in nodes)
        {
            node.SamePlace.ForEach(next => sources[next].Add(node));
        }

        var starts = Peel(nodes, node => sources[node]);
        return nodes.Where(node => !ends.Contains(node) && !starts.Contains(node));
    }

    /// <summary>The nodes that have no next one, and, again and again, those whose next ones are all among them.</summary>
    private static HashSet<SchemaNode> Peel(IReadOnlyList<SchemaNode> nodes, Func<SchemaNode, List<SchemaNode>> next)
    {
        var open = nodes.ToDictionary(static node => node, node => next(node).Count);
        var previous = nodes.SelectMany(node => next(node).Select(other => (other, node))).ToLookup(static pair => pair.other, static pair => pair.node);
        var ready = new Queue<SchemaNode>(nodes.Where(node => open[node] == 0));
        var peeled = new HashSet<SchemaNode>();
        while (ready.TryDequeue(out var node))
        {
            peeled.Add(node);
            foreach (var other in previous[node])
            {
                if (--open[other] == 0)
                {
                    ready.Enqueue(other);
                }
            }
        }

        return peeled;
    }
}
