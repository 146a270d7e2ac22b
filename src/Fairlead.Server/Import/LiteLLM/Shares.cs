using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>
/// The weights of a group. LiteLLM's shuffle takes weight, or else rpm, or else tpm: the first that the first healthy deployment has, and for a deployment without it 0, so that it
/// is asked only when it is alone (router_strategy/simple_shuffle.py). The other strategies look at no weight.
/// </summary>
internal static class Shares
{
    private const int HeaviestWeight = 1_000_000;
    private static readonly string[] Measures = ["weight", "rpm", "tpm"];

    /// <summary>Writes them.</summary>
    /// <param name="deployments">The group's deployments, with their rows.</param>
    /// <param name="isShuffled">Whether the strategy is the shuffle.</param>
    public static void Write(IReadOnlyList<(SourceNode Row, TargetObject Deployment)> deployments, bool isShuffled)
    {
        var last = (int)deployments.Max(static entry => Order(entry.Deployment));
        foreach (var tier in deployments.GroupBy(static entry => Order(entry.Deployment)).ToList())
        {
            Write([.. tier], isShuffled, last + 1);
        }
    }

    private static void Write(List<(SourceNode Row, TargetObject Deployment)> deployments, bool isShuffled, int next)
    {
        if (!isShuffled || deployments.Count < 2)
        {
            Drop(deployments, isShuffled ? "is not used: there is nothing to share with" : "is not used: only simple-shuffle looks at weights");
            return;
        }

        var measure = Array.Find(Measures, deployments[0].Deployment.Has);
        if (measure != "weight")
        {
            Drop(deployments, "is not used: LiteLLM looks at weights only where the first of the deployments that share has one");
        }

        // One that comes from the environment is not known here.
        if (measure is null || deployments.Any(deployment => deployment.Deployment.Node[measure] is { } given && Number(given) is null))
        {
            return;
        }

        List<(SourceNode Row, TargetObject Deployment, decimal Share)> shares = [.. deployments.Select(entry => (entry.Row, entry.Deployment, Number(entry.Deployment.Node[measure]) ?? 0))];
        if (shares.Exists(entry => entry.Share != shares[0].Share))
        {
            Weigh(shares, next);
        }
        else if (shares[0].Share == 0)
        {
            Drop(deployments, "is not used: the model's deployments all have 0, so that they share evenly");
        }
    }

    private static void Weigh(List<(SourceNode Row, TargetObject Deployment, decimal Share)> shares, int next)
    {
        var unit = shares.Max(static entry => entry.Share) > HeaviestWeight ? 1000m : 1m;
        foreach (var (row, deployment, share) in shares)
        {
            if (share > 0)
            {
                deployment.Set("weight", JsonValue.Create(Math.Min(share / unit, HeaviestWeight)), row);
                continue;
            }

            // A weight of 0 switches a deployment off here.
            deployment.Node.Remove("weight");
            deployment.Set("order", JsonValue.Create(next), row);
            row.Remark("has no share beside the model's other deployments: it is asked when none of these is available, as LiteLLM does");
        }
    }

    private static void Drop(IReadOnlyList<(SourceNode Row, TargetObject Deployment)> deployments, string message)
    {
        foreach (var (row, deployment) in deployments.Where(static entry => entry.Deployment.Node.Remove("weight")))
        {
            (row.Find("litellm_params")?.Find("weight") ?? row).Note(message);
        }
    }

    private static decimal Order(TargetObject deployment) => Number(deployment.Node["order"]) ?? 1;

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue value ? value.TryGetValue<decimal>(out var number) ? number : value.TryGetValue<int>(out var whole) ? whole : null : null;
}
