using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The models that clients name: the routes of the document.</summary>
internal sealed class ModelGroups(Conversion conversion)
{
    private readonly Dictionary<string, ModelGroup> groups = new(StringComparer.Ordinal);

    /// <summary>All groups, in the source's order.</summary>
    public IEnumerable<ModelGroup> All => groups.Values;

    /// <summary>Whether LiteLLM refuses what is beyond a deployment's limits.</summary>
    public bool LimitsAreEnforced { get; } =
        conversion.Settings.Router?.Find("optional_pre_call_checks")?.Items.Any(static check => check.Text() == "enforce_model_rate_limits") == true;

    /// <summary>The group of a name, made when there is none.</summary>
    public ModelGroup Of(string name, SourceNode source)
    {
        if (!groups.TryGetValue(name, out var group))
        {
            group = new ModelGroup(name, conversion.Target.Object("routes", source).Object(name, source), source);
            groups.Add(name, group);
        }

        return group;
    }

    /// <summary>The group of a name or an alias; null when there is none.</summary>
    public ModelGroup? Find(string name) => groups.GetValueOrDefault(name) ?? groups.Values.FirstOrDefault(group => group.HasAlias(name));

    /// <summary>Whether a request for a name would be served: by a group, an alias or a pattern.</summary>
    public bool Serves(string name) => Find(name) is not null || groups.Values.Any(group => group.IsMatch(name));

    /// <summary>The name of the hidden route to one deployment, which LiteLLM lets be named by its id; null when there is none.</summary>
    public string? PinById(string id, SourceNode source)
    {
        foreach (var group in groups.Values)
        {
            if (group.DeploymentOf(id) is { } deployment)
            {
                var route = conversion.Target.Object("routes", source).Object(id, source);
                var alone = (JsonObject)deployment.Node.DeepClone();
                alone.Remove("weight");
                alone.Remove("order");
                route.Node["deployments"] = new JsonArray(alone);
                route.Set("listed", JsonValue.Create(false), source);
                return id;
            }
        }

        return null;
    }

    /// <summary>Writes what depends on all deployments of a group.</summary>
    public void Finish()
    {
        foreach (var group in groups.Values)
        {
            group.Finish();
        }
    }
}
