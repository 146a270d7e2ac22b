using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.Portkey;

/// <summary>
/// Portkey's config object. It belongs to a request and names no model of its own, so that the route it becomes is given a name.
/// Source: https://portkey.ai/docs/api-reference/inference-api/config-object
/// </summary>
internal static class PortkeyConfig
{
    private static readonly Gaps Gaps = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["input_guardrails"] = "has no counterpart; requests are not inspected",
        ["output_guardrails"] = "has no counterpart; answers are not inspected",
        ["before_request_hooks"] = "has no counterpart; nothing is called before a request",
        ["after_request_hooks"] = "has no counterpart; nothing is called after a request",
        ["strict_open_ai_compliance"] = "has no counterpart: answers follow the client's API in any case",
        ["forward_headers"] = "has no counterpart; headers of clients are not passed on",
        ["override_params"] = "has no counterpart; the client's own fields are sent",
    });

    /// <summary>Converts a document. Whatever it holds, this does not throw.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="name">The route's name: what clients name as their model.</param>
    public static ImportResult Convert(SourceDocument document, string name)
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

        target.Order("secrets", "providers");
        var text = new SourceText(static _ => null, static _ => null);
        var secrets = new DeclaredSecrets(target, text);
        var providers = new ProviderSet(target, text);
        var route = target.Object("routes", root).Object(name, root);
        var leaves = TargetTree.Flatten(root);
        foreach (var leaf in leaves)
        {
            TargetLeaf.Convert(leaf, name, route, providers, secrets, text);
        }

        RouteSettings.Convert(leaves, route);
        if (!route.Has("deployments"))
        {
            root.Remark("has no target that can be called");
            target.Node.Remove("routes");
        }

        providers.Finish();
        root.Remark("holds no keys of clients, which Portkey makes itself: make one, or declare it under keys");
        root.NoteUnread(path => Gaps.Explain(path[(path.LastIndexOf("].", StringComparison.Ordinal) is var at && at >= 0 ? at + 2 : 0)..]));
        target.RemoveEmpty();
        return new ImportResult(target.Node, notes.All, marks);
    }

    /// <summary>A member in either of Portkey's spellings: <c>api_key</c> or <c>apiKey</c>.</summary>
    public static SourceNode? Member(SourceNode node, string name) => node.Find(name) ?? node.Find(Camel(name));

    private static string Camel(string name) =>
        string.Concat(name.Split('_').Select(static (part, index) => index == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
