using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>multipleOf</c>, exactly: 0.3 is a multiple of 0.1.</summary>
internal sealed class MultipleOfCheck(JsonElement divisor) : ICheck
{
    private readonly ExactNumber number = ExactNumber.Of(divisor);

    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind == JsonValueKind.Number && !ExactNumber.Of(instance).IsMultipleOf(number))
        {
            run.Report(at, () => $"must be a multiple of {Wording.Value(divisor)}");
        }
    }
}
