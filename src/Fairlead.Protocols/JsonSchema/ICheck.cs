using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>What one keyword, or a few that belong together, ask of a value. Values of other types are none of its business.</summary>
internal interface ICheck
{
    void Apply(JsonElement instance, Location at, Validation run);
}
