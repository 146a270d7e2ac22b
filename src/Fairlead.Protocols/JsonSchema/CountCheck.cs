using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>minProperties</c>, <c>maxProperties</c>, <c>minItems</c> and <c>maxItems</c>.</summary>
internal sealed class CountCheck(JsonValueKind kind, int bound, bool isLeast) : ICheck
{
    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind != kind)
        {
            return;
        }

        var count = kind == JsonValueKind.Array ? instance.GetArrayLength() : instance.GetPropertyCount();
        if (isLeast ? count < bound : count > bound)
        {
            run.Report(at, Describe);
        }
    }

    private string Describe()
    {
        var (one, many) = kind == JsonValueKind.Array ? ("item", "items") : ("field", "fields");
        return $"must have at {(isLeast ? "least" : "most")} {Wording.Count(bound, one, many)}";
    }
}
