using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.Bifrost;

/// <summary>Bifrost's <c>config.json</c>. Source: https://docs.getbifrost.ai/deployment-guides/config-json</summary>
internal static class BifrostConfig
{
    private const string Prefix = "env.";
    private const string NoStore = "is not used: Fairlead keeps its data in its own folder (--data)";

    private static readonly Gaps Gaps = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["[\"$schema\"]"] = "is the other product's schema; it is left out",
        ["client"] = "has no counterpart; the server's own options stand under options",
        ["client.allow_direct_keys"] = "has no counterpart: clients never bring a provider's key",
        ["client.drop_excess_requests"] = "has no counterpart: a request that there is no room for is answered 503 at once",
        ["config_store"] = NoStore,
        ["logs_store"] = "is not used: Fairlead tells of requests through its own metrics, traces and logs",
        ["vector_store"] = "is not used: answers to similar questions are not given from a cache",
        ["encryption_key"] = "is not used: Fairlead makes a key of its own in its folder (--data)",
        ["framework"] = "has no counterpart: prices are given with the models",
        ["plugins"] = "has no counterpart; no plugins are run",
        ["mcp"] = "has no counterpart; MCP servers are not served",
        ["governance.budgets"] = "has no counterpart; nothing is refused for what it costs",
        ["governance.rate_limits"] = "has no counterpart here: rpm and tpm of a route's deployments limit them",
        ["governance.routing_rules"] = "has no counterpart: a request goes to the route that it names",
        ["governance.auth_config"] = "has no counterpart: who may administer is known by access tokens",
        ["governance.virtual_keys[].provider_configs[].key_ids"] = "has no counterpart: a key allows models, whichever of their providers' keys is used",
        ["governance.virtual_keys[].provider_configs[].weight"] = "has no counterpart: weights are of a route's deployments, and the same for all keys",
        ["governance.virtual_keys[].rate_limit"] = "has no counterpart; the key is not limited",
        ["governance.virtual_keys[].budget"] = "has no counterpart; the key is not limited",
    });

    /// <summary>Converts a document. Whatever it holds, this does not throw.</summary>
    public static ImportResult Convert(SourceDocument document)
    {
        var notes = new SourceNotes();
        var marks = new Dictionary<string, SourcePosition>(StringComparer.Ordinal) { [string.Empty] = document.Find(string.Empty) };
        var root = SourceNode.Of(document, notes);
        var target = TargetObject.Root(marks);
        if (!root.IsMapping)
        {
            root.Refuse("must be a mapping");
            return new ImportResult(target.Node, notes.All, marks);
        }

        target.Order("secrets", "providers", "keys");
        var text = new SourceText(static value => value.StartsWith(Prefix, StringComparison.Ordinal) ? value[Prefix.Length..] : null, static _ => null);
        var secrets = new DeclaredSecrets(target, text);
        secrets.Reserve(root);
        var providers = new ProviderSet(target, text);
        var allowsByDefault = root.Find("version")?.Text() == "1";
        root.Find("version")?.Note(allowsByDefault ? "is heeded: a list of models that is empty allows all" : "is heeded: a list of models that is empty allows none");
        foreach (var (name, provider) in root.Find("providers")?.Members ?? [])
        {
            new ProviderRoutes(name, provider, target, allowsByDefault).Convert(providers, secrets, text);
        }

        providers.Finish();
        VirtualKeys.Convert(root, target, secrets, allowsByDefault);
        root.NoteUnread(Gaps.Explain);
        target.RemoveEmpty();
        return new ImportResult(target.Node, notes.All, marks);
    }
}
