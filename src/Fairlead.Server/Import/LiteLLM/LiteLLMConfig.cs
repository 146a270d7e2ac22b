using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>LiteLLM's <c>config.yaml</c>. Source: https://docs.litellm.ai/docs/proxy/config_settings</summary>
internal static class LiteLLMConfig
{
    private static readonly string[] Sections = ["model_list", "litellm_settings", "router_settings", "general_settings"];

    /// <summary>Whether a document is one: it has a section that no <c>fairlead.yaml</c> has.</summary>
    public static bool Recognizes(JsonNode? root) => root is JsonObject document && Array.Exists(Sections, document.ContainsKey);

    /// <summary>Converts a document. Whatever it holds, this does not throw: what cannot be used is noted.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="open">Opens a file of <c>include</c>, by its path as it is written; it may throw what reading and parsing throw. Null: nothing can be included.</param>
    /// <param name="environment">Reads the environment in which the document will run; null when it is not this one.</param>
    public static ImportResult Convert(SourceDocument document, Func<string, SourceDocument>? open = null, Func<string, string?>? environment = null)
    {
        var notes = new SourceNotes();
        var marks = new Dictionary<string, SourcePosition>(StringComparer.Ordinal) { [string.Empty] = document.Find(string.Empty) };
        var root = SourceNode.Of(document, notes);
        var target = TargetObject.Root(marks);
        if (root.IsMapping)
        {
            foreach (var path in root.Find("include")?.Items ?? [])
            {
                Include(root, path, open, notes);
            }

            new Conversion(root, target, notes, environment).Run();
        }
        else
        {
            root.Refuse("must be a mapping");
        }

        return new ImportResult(target.Node, notes.All, marks);
    }

    // One level deep, as LiteLLM does: https://docs.litellm.ai/docs/proxy/config_management
    private static void Include(SourceNode root, SourceNode path, Func<string, SourceDocument>? open, SourceNotes notes)
    {
        if (path.Text() is not { } name)
        {
            return;
        }

        try
        {
            if (open is null)
            {
                path.Refuse("names a file, and there is none to be read here");
                return;
            }

            foreach (var (key, value) in SourceNode.Of(open(name), notes).Members.ToList())
            {
                root.Include(key, value);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or YamlException)
        {
            path.Refuse($"names a file that cannot be read: {exception.Message}");
        }
    }
}
