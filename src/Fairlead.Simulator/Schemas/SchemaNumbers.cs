using System.Text.Json;

namespace Fairlead.Simulator.Schemas;

/// <summary>Reads the numbers of a schema.</summary>
internal static class SchemaNumbers
{
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>No array or object is made longer.</summary>
    internal const int MostParts = 1_000;

    internal static int Count(this IReadOnlyDictionary<string, JsonElement> rules, string keyword, int otherwise) =>
        (int)Math.Clamp(rules.Number(keyword, otherwise), 0, MostParts);

    internal static decimal Number(this IReadOnlyDictionary<string, JsonElement> rules, string keyword, decimal otherwise) =>
        rules.TryGetValue(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number)
            ? Math.Clamp(number, -Largest, Largest)
            : otherwise;
}
