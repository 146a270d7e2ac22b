using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
/// <param name="bound">As the schema writes it.</param>
/// <param name="words">What comes before the bound in a message.</param>
/// <param name="accepts">Whether a number that compares so with the bound is allowed.</param>
internal sealed class RangeCheck(JsonElement bound, string words, Func<int, bool> accepts) : ICheck
{
    private readonly ExactNumber number = ExactNumber.Of(bound);

    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind == JsonValueKind.Number && !accepts(ExactNumber.Of(instance).CompareTo(number)))
        {
            run.Report(at, () => $"must be {words} {Wording.Value(bound)}");
        }
    }
}
