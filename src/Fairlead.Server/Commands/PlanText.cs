using System.Text.Json;

namespace Fairlead.Server.Commands;

/// <summary>A plan as people read it.</summary>
internal sealed class PlanText(JsonElement plan)
{
    private const string Indent = "    ";

    /// <summary>The lines: <c>+</c> added, <c>~</c> changed, <c>-</c> removed.</summary>
    /// <param name="path">The configuration file.</param>
    public IEnumerable<string> Lines(string path)
    {
        var changes = plan.GetProperty("changes").EnumerateArray().ToList();
        var restart = plan.GetProperty("restart").EnumerateArray().ToList();
        if (changes.Count == 0 && restart.Count == 0)
        {
            yield return $"{path}: no changes";
        }

        foreach (var change in changes)
        {
            yield return $"{Sign(change)} {change.GetProperty("kind").GetString()}{(change.TryGetProperty("name", out var name) ? $" {name.GetString()}" : string.Empty)}";
            foreach (var field in change.TryGetProperty("fields", out var fields) ? fields.EnumerateArray() : default)
            {
                yield return Indent + Field(field);
            }
        }

        if (restart.Count > 0)
        {
            yield return "! needs a restart";
            foreach (var option in restart)
            {
                yield return Indent + Field(option);
            }
        }

        foreach (var name in plan.GetProperty("shadowed").EnumerateArray())
        {
            yield return $"! {name.GetString()} of the store is not used while the file declares it";
        }
    }

    private static char Sign(JsonElement change) => change.GetProperty("change").GetString() switch { "added" => '+', "removed" => '-', _ => '~' };

    private static string Field(JsonElement field) => field.TryGetProperty("secret", out _)
        ? $"{field.GetProperty("path").GetString()}: changed"
        : $"{field.GetProperty("path").GetString()}: {Value(field, "old")} -> {Value(field, "new")}";

    private static string Value(JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.GetRawText() : "(none)";
}
