namespace Fairlead.Server.Import.Bifrost;

/// <summary>A key of a provider, and the models that it serves.</summary>
internal sealed class ServedKey
{
    private readonly HashSet<string> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);

    /// <summary>Reads a key.</summary>
    /// <param name="node">The key; the provider itself when it has none.</param>
    /// <param name="servesAll">Whether a key that names no models serves all.</param>
    public ServedKey(SourceNode node, bool servesAll)
    {
        Node = node;
        node.Find("name")?.Note("names the key; providers are named for their vendor and address");
        node.Find("id")?.Note("names the key; providers are named for their vendor and address");
        foreach (var model in node.Find("models")?.Items ?? [])
        {
            if (model.Text() is { Length: > 0 } text)
            {
                models.Add(text);
            }
        }

        if (models.Count == 0 && (servesAll || node.Find("models") is null))
        {
            models.Add("*");
        }

        ReadAliases();
        if (node.Find("enabled")?.Flag() == false)
        {
            node.Note("is switched off; it is left out");
            models.Clear();
        }
    }

    public SourceNode Node { get; }

    /// <summary>The models that it names.</summary>
    public IEnumerable<string> Names => models;

    /// <summary>Whether it serves a model.</summary>
    public bool Serves(string model) => models.Contains(model) || models.Contains("*");

    /// <summary>What the provider calls a model.</summary>
    public string UpstreamOf(string model) => aliases.GetValueOrDefault(model, model);

    // Older files have the aliases of Azure and Bedrock as deployments.
    private void ReadAliases()
    {
        foreach (var list in new[] { Node.Find("aliases"), Node.Find("azure_key_config")?.Find("deployments"), Node.Find("bedrock_key_config")?.Find("deployments"), Node.Find("vertex_key_config")?.Find("deployments") })
        {
            foreach (var (alias, actual) in list?.Members ?? [])
            {
                if (actual.Text() is { Length: > 0 } text && aliases.TryAdd(alias, text) && models.Contains("*"))
                {
                    models.Add(alias);
                }
            }
        }
    }
}
