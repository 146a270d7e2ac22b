using System.Globalization;
using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Compares two JSON values field by field. The values of <c>customHeaders</c> may be credentials, and are not shown.</summary>
internal static class JsonDifference
{
    private const string Confidential = "customHeaders";

    public static IReadOnlyList<FieldChange> Between(JsonElement? before, JsonElement? after)
    {
        var changes = new List<FieldChange>();
        Compare(before, after, string.Empty, isSecret: false, changes);
        return changes;
    }

    private static void Compare(JsonElement? before, JsonElement? after, string path, bool isSecret, List<FieldChange> changes)
    {
        if (before is { } old && after is { } now && JsonElement.DeepEquals(old, now))
        {
            return;
        }

        var kinds = (before?.ValueKind, after?.ValueKind);
        if (kinds is (JsonValueKind.Object, JsonValueKind.Object))
        {
            CompareMembers(before!.Value, after!.Value, path, isSecret, changes);
        }
        else if (kinds is (JsonValueKind.Array, JsonValueKind.Array))
        {
            CompareItems(before!.Value, after!.Value, path, isSecret, changes);
        }
        else if (before is not null || after is not null)
        {
            changes.Add(isSecret ? new FieldChange(path, null, null, true) : new FieldChange(path, before, after));
        }
    }

    private static void CompareMembers(JsonElement before, JsonElement after, string path, bool isSecret, List<FieldChange> changes)
    {
        foreach (var name in before.EnumerateObject().Concat(after.EnumerateObject()).Select(static member => member.Name).Distinct(StringComparer.Ordinal))
        {
            Compare(Member(before, name), Member(after, name), Problem.Join(path, name), isSecret || name == Confidential, changes);
        }
    }

    private static void CompareItems(JsonElement before, JsonElement after, string path, bool isSecret, List<FieldChange> changes)
    {
        for (var index = 0; index < Math.Max(before.GetArrayLength(), after.GetArrayLength()); index++)
        {
            Compare(Item(before, index), Item(after, index), string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), isSecret, changes);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Item(JsonElement element, int index) => index < element.GetArrayLength() ? element[index] : null;
}
