using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>$ref</c>: the value fits another schema as well.</summary>
internal sealed class ReferenceCheck(SchemaNode target) : ICheck
{
    public void Apply(JsonElement instance, Location at, Validation run) => target.Apply(instance, at, run);
}
