using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>What departs from a type's models.</summary>
public static class ProviderOverrides
{
    /// <summary>The schema of <c>overrides</c>.</summary>
    public static Schema Schema { get; } = Schema.Parse($$"""
        {
          "type": "object", "additionalProperties": false, "description": "What departs from the type's models.",
          "properties": {
            "models": {
              "type": "object", "propertyNames": {"minLength": 1, "maxLength": 256, "pattern": "{{SettingSchemas.ModelName}}"}, "description": "Models by name.",
              "additionalProperties": {"type": "object", "additionalProperties": false, "properties": {"enabled": {"type": "boolean", "default": true} } }
            }
          }
        }
        """);
}
