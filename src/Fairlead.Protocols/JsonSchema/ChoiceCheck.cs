using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>enum</c> and <c>const</c>: the value is one of those listed.</summary>
internal sealed class ChoiceCheck : ICheck
{
    private readonly HashSet<string> values;
    private readonly bool hasContainers;
    private readonly IReadOnlyList<JsonElement> choices;

    public ChoiceCheck(IReadOnlyList<JsonElement> choices)
    {
        this.choices = choices;
        values = choices.Select(CanonicalJson.Of).ToHashSet(StringComparer.Ordinal);
        hasContainers = choices.Any(IsContainer);
    }

    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (!Holds(instance, run))
        {
            run.Findings.Add(new Finding(at, () => Describe(instance), IsChoice: true));
        }
    }

    private bool Holds(JsonElement instance, Validation run)
    {
        if (IsContainer(instance) && !hasContainers)
        {
            return false;
        }

        var text = CanonicalJson.Of(instance);
        return run.Spend(1 + (text.Length / 16)) && values.Contains(text);
    }

    private string Describe(JsonElement instance) =>
        $"must be {(choices.Count == 1 ? "" : "one of ")}{Wording.List(choices.Select(Wording.Value))}{Ending(instance)}";

    private string Ending(JsonElement instance) => instance.ValueKind == JsonValueKind.String
        ? Suggestion.Ending(instance.GetString()!, choices.Where(static choice => choice.ValueKind == JsonValueKind.String).Select(static choice => choice.GetString()!))
        : string.Empty;

    private static bool IsContainer(JsonElement element) => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
}
