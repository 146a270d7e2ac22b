using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.Providers;

/// <summary>A provider that a way to a model needs. Two ways with the same shape share a provider.</summary>
/// <param name="Type">The provider's type.</param>
/// <param name="Stem">What its identifier begins with.</param>
internal sealed record ProviderShape(string Type, string Stem)
{
    private readonly List<(string Name, JsonNode Value, SourceNode Source)> settings = [];

    /// <summary>Whether the type's models are listed in its configuration; the others' are enabled under overrides.</summary>
    public bool ListsModels => Type is "openai-compatible" or "anthropic-compatible" or "vertex-gemini" or "vertex-anthropic";

    /// <summary>Whether it signs as the identity in the environment, which the operator has to allow.</summary>
    public bool NeedsEnvironmentCredentials => settings.Exists(static setting => setting.Name == "roleArn");

    /// <summary>What makes it this provider and no other.</summary>
    public string Identity => $"{Type} {string.Join(' ', settings.Select(static setting => $"{setting.Name}={setting.Value.ToJsonString()}"))}";

    /// <summary>Its settings.</summary>
    public IEnumerable<(string Name, JsonNode Value, SourceNode Source)> Settings => settings;

    /// <summary>Adds a setting, when there is one.</summary>
    public ProviderShape With(string name, Setting? setting)
    {
        if (setting is not null)
        {
            settings.Add((name, JsonValue.Create(setting.Text), setting.Source));
        }

        return this;
    }

    /// <summary>Adds a setting.</summary>
    public ProviderShape With(string name, JsonNode value, SourceNode source)
    {
        settings.Add((name, value, source));
        return this;
    }
}
