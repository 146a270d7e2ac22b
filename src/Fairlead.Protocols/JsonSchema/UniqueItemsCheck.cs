using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsCheck : ICheck
{
    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in instance.EnumerateArray())
        {
            var text = CanonicalJson.Of(item);
            if (!run.Spend(1 + (text.Length / 16)))
            {
                return;
            }

            if (!seen.Add(text))
            {
                run.Report(at, static () => "must not have duplicate items");
                return;
            }
        }
    }
}
