namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The setting <c>strict</c>, which every type has.</summary>
internal static class StrictSetting
{
    /// <summary>Its schema.</summary>
    public const string SchemaText = """
        {"type": "boolean", "default": false, "description": "Whether a request that would lose a field on its way to the upstream is refused instead."}
        """;
}
