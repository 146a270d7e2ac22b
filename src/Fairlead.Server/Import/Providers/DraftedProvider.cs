using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.Providers;

/// <summary>A provider of the document, and the models that it is to have.</summary>
internal sealed class DraftedProvider
{
    // The models that a type enables unless its overrides say otherwise: docs/reference/providers.md.
    private static readonly Dictionary<string, string[]> EnabledByThemselves = new(StringComparer.Ordinal)
    {
        ["openai"] = ["gpt-5"],
        ["azure-openai"] = ["gpt-5"],
        ["anthropic"] = ["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"],
        ["azure-anthropic"] = ["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"],
        ["bedrock"] = ["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"],
    };

    private readonly ProviderShape shape;
    private readonly TargetObject target;
    private readonly TargetObject config;
    private readonly SourceNode source;
    private readonly List<string> models = [];
    private bool hasPatterns;

    public DraftedProvider(string identifier, ProviderShape shape, TargetObject providers, SourceNode source)
    {
        Identifier = identifier;
        this.shape = shape;
        this.source = source;
        target = providers.Object(identifier, source);
        target.Set("type", JsonValue.Create(shape.Type), source);
        config = target.Object("config", source);
        foreach (var (name, value, from) in shape.Settings)
        {
            config.Set(name, value, from);
        }
    }

    /// <summary>What the document calls it.</summary>
    public string Identifier { get; }

    /// <summary>Adds a model.</summary>
    public void Add(Access access)
    {
        if (access.Model.Contains('*', StringComparison.Ordinal))
        {
            hasPatterns = true;
        }
        else if (models.Contains(access.Model))
        {
            NoteTraits(access, "is not taken: an earlier entry describes the same model at the same provider");
        }
        else
        {
            models.Add(access.Model);
            Write(access);
        }
    }

    /// <summary>Writes what depends on all models.</summary>
    public void Finish()
    {
        if (shape.Type == "azure-openai")
        {
            // The shipped model is served by this deployment; the others are deployments by their own names.
            config.Set("deploymentId", JsonValue.Create(models.Count == 0 || models.Contains("gpt-5") ? "gpt-5" : models[0]), source);
        }

        if (shape.ListsModels && models.Count == 0)
        {
            // The type wants a model; patterns name theirs themselves.
            var entry = config.Append("models", source);
            entry.Set("name", JsonValue.Create("by-pattern"), source);
            entry.Set("enabled", JsonValue.Create(false), source);
        }

        foreach (var name in hasPatterns ? [] : EnabledByThemselves.GetValueOrDefault(shape.Type, []).Except(models))
        {
            Override(name, false, source);
        }
    }

    private void Write(Access access)
    {
        if (!shape.ListsModels)
        {
            Override(access.Model, true, access.Source);
            NoteTraits(access, "cannot be said of a model of this type of provider; what is sent is left to the vendor");
            return;
        }

        var entry = config.Append("models", access.Source);
        entry.Set("name", JsonValue.Create(access.Model), access.Source);
        var traits = access.Traits;
        if (traits.Operation is { } operation)
        {
            entry.Add("operations", operation, access.Source);
        }

        if (traits.MaxOutputTokens is var (tokens, from))
        {
            entry.Set("maxOutputTokens", JsonValue.Create(tokens), from);
        }

        foreach (var feature in traits.Lacking)
        {
            entry.Object("supportedFeatures", feature.Source).Set(feature.Text, JsonValue.Create(false), feature.Source);
        }
    }

    private void Override(string model, bool enabled, SourceNode from) =>
        target.Object("overrides", from).Object("models", from).Object(model, from).Set("enabled", JsonValue.Create(enabled), from);

    private static void NoteTraits(Access access, string message)
    {
        access.Traits.MaxOutputTokens?.Source.Note(message);
        foreach (var feature in access.Traits.Lacking)
        {
            feature.Source.Note(message);
        }
    }
}
