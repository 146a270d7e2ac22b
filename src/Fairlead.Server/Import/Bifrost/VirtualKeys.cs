using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.Bifrost;

/// <summary><c>governance.virtual_keys</c>. Source: https://docs.getbifrost.ai/deployment-guides/config-json/governance#virtual-keys</summary>
internal static class VirtualKeys
{
    public static void Convert(SourceNode root, TargetObject target, DeclaredSecrets secrets, bool allowsByDefault)
    {
        foreach (var key in (root.Find("governance")?.Find("virtual_keys")?.Items ?? []).Where(static key => key.IsMapping))
        {
            Add(key, target, secrets, allowsByDefault);
        }

        if (target.Node["keys"] is not JsonObject { Count: > 0 })
        {
            root.Remark("has no virtual keys that clients could send here; Fairlead lets nobody in without a key: make one, or declare it under keys");
        }
    }

    private static void Add(SourceNode key, TargetObject target, DeclaredSecrets secrets, bool allowsByDefault)
    {
        var name = key.Find("id")?.Text() ?? key.Find("name")?.Text() ?? "key";
        key.Find("name")?.Note("describes the key, which is named by its id");
        if (key.Find("is_active")?.Flag() == false)
        {
            key.Note("is not active; it is left out");
            return;
        }

        var models = Models(key, allowsByDefault);
        if (models is { Count: 0 })
        {
            key.Note("allows no model; it is left out");
            return;
        }

        if (key.Find("value") is not { } value || secrets.FromSource(value, $"{name}_KEY".ToUpperInvariant().Replace('-', '_')) is not { } secret)
        {
            key.Note("has no value, which Bifrost would make itself; it is left out: make a key, or declare one under keys");
            return;
        }

        var written = target.Object("keys", key).Object(name, key);
        written.Set("key", JsonValue.Create($"secret:{secret}"), value);
        foreach (var model in models ?? [])
        {
            written.Add("models", model, key);
        }
    }

    // Null: all. None at all must not become that, as a key without models here allows all.
    private static List<string>? Models(SourceNode key, bool allowsByDefault)
    {
        var allowed = new List<string>();
        var configs = (key.Find("provider_configs")?.Items ?? []).Where(static config => config.IsMapping).ToList();
        foreach (var config in configs)
        {
            if (config.Find("provider")?.Text() is not { } provider)
            {
                continue;
            }

            var models = config.Find("allowed_models")?.Items.Select(static model => model.Text()).OfType<string>().ToList() ?? (allowsByDefault ? [] : ["*"]);
            allowed.AddRange((models.Count == 0 && allowsByDefault ? ["*"] : models).Select(model => $"{provider}/{model}"));
        }

        return configs.Count == 0 && allowsByDefault ? null : allowed;
    }
}
