using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Schemas;

/// <summary>Makes numbers within bounds.</summary>
internal static class NumberSample
{
    private const decimal Unbounded = 1_000_000_000_000m;

    internal static JsonNode Make(IReadOnlyDictionary<string, JsonElement> rules, bool whole, Digest digest)
    {
        decimal step = Math.Max(rules.Number("multipleOf", whole ? 1 : 0.5m), 0.000001m);
        if (whole && step != Math.Floor(step))
        {
            step = 1;
        }

        decimal above = rules.Number("exclusiveMinimum", -Unbounded);
        decimal below = rules.Number("exclusiveMaximum", Unbounded);
        decimal low = Math.Max(rules.Number("minimum", -Unbounded), above);
        decimal high = Math.Min(rules.Number("maximum", Unbounded), below);

        // Without a lower bound small positive numbers look natural, where they are allowed.
        decimal start = low > -Unbounded ? low : Math.Min(0, high - (step * 100));
        decimal first = Math.Ceiling(start / step) * step;
        first = first <= above ? first + step : first;
        decimal value = first + (step * digest.Below(100));
        while (value > first && (value > high || value >= below))
        {
            value = first + (step * Math.Floor((value - first) / step / 2));
        }

        // A narrow range may hold no multiple of our own step.
        decimal chosen = !whole && !rules.ContainsKey("multipleOf") && (value > high || value >= below) ? (low + high) / 2 : value;
        return chosen == Math.Floor(chosen) && Math.Abs(chosen) < long.MaxValue ? JsonValue.Create((long)chosen) : JsonValue.Create(chosen);
    }
}
