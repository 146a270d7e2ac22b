using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The deployments of one model name: a route.</summary>
internal sealed class ModelGroup(string name, TargetObject route, SourceNode source)
{
    private readonly List<(SourceNode Row, Parameters Parameters, TargetObject Deployment)> deployments = [];

    public string Name => name;

    public TargetObject Route => route;

    /// <summary>Its first row.</summary>
    public SourceNode Source => source;

    /// <summary>The strategy of the route, when it is not the router's; null otherwise.</summary>
    public string? Strategy { get; set; }

    /// <summary>Whether a deployment says how often to retry, which wins over the policies by kind of error.</summary>
    public bool HasOwnRetries => deployments.Exists(static deployment => deployment.Parameters.Find("num_retries", "max_retries") is not null);

    /// <summary>A new deployment.</summary>
    public TargetObject Add(SourceNode row, Parameters parameters)
    {
        var deployment = route.Append("deployments", row);
        deployments.Add((row, parameters, deployment));
        return deployment;
    }

    public bool HasAlias(string alias) => route.Node["aliases"] is JsonArray aliases && aliases.Any(entry => entry!.GetValue<string>() == alias);

    /// <summary>Whether the name is a pattern that another name is of.</summary>
    public bool IsMatch(string other)
    {
        var parts = name.Split('*');
        if (parts.Length == 1 || !other.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = other.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return other.Length - at >= parts[^1].Length && other.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    /// <summary>The deployment with an id; null when it is not of this group.</summary>
    public TargetObject? DeploymentOf(string id)
    {
        var found = deployments.Find(deployment => deployment.Row.Find("model_info")?.Find("id")?.Text() == id);
        return found.Deployment;
    }

    /// <summary>Writes what depends on all deployments.</summary>
    public void Finish()
    {
        foreach (var (row, _, _) in deployments)
        {
            var info = row.Find("model_info");
            foreach (var group in info?.Find("access_groups")?.Items ?? [])
            {
                if (group.Text() is { Length: > 0 } text)
                {
                    route.Add("accessGroups", text, group);
                }
            }

            if (info?.Find("discoverable") is { } discoverable && discoverable.Flag() == false)
            {
                route.Set("listed", JsonValue.Create(false), discoverable);
            }
        }

        if (Widest("num_retries", 0, 10, "max_retries") is var (retries, source))
        {
            route.Set("retries", JsonValue.Create((int)retries), source);
        }

        if (Widest("cooldown_time", 0.1m, 86400) is var (seconds, cooldown))
        {
            route.Object("breaker", cooldown).Set("cooldownSeconds", JsonValue.Create(seconds), cooldown);
        }
    }

    /// <summary>Writes the deployments' weights.</summary>
    /// <param name="isShuffled">Whether the strategy looks at them.</param>
    public void Share(bool isShuffled) => Shares.Write([.. deployments.Select(static entry => (entry.Row, entry.Deployment))], isShuffled);

    /// <summary>The largest of the deployments' values: a route has one where LiteLLM has one for each deployment.</summary>
    public (decimal Value, SourceNode Source)? Widest(string parameter, decimal least, decimal most, string? other = null)
    {
        var given = deployments.Select(deployment => deployment.Parameters.Find(parameter) ?? (other is null ? null : deployment.Parameters.Find(other)))
            .Select(node => (Node: node, Value: node?.NumberWithin(least, most))).Where(static entry => entry.Value is not null).ToList();
        if (given.Count == 0)
        {
            return null;
        }

        var widest = given.MaxBy(static entry => entry.Value);
        foreach (var (node, _) in given.Where(entry => entry.Value != widest.Value))
        {
            node!.Note($"is a matter of the route, not of the deployment: the largest of its deployments' {parameter} is taken");
        }

        if (given.Count < deployments.Count)
        {
            widest.Node!.Remark("is a matter of the route: it holds for all of the model's deployments");
        }

        return (widest.Value!.Value, widest.Node!);
    }
}
