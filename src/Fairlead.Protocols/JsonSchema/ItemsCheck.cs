using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>items</c>: every item fits one schema.</summary>
internal sealed class ItemsCheck(SchemaNode schema) : ICheck
{
    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var item in instance.EnumerateArray())
        {
            if (run.Stopped)
            {
                return;
            }

            schema.Apply(item, at.Item(index++), run);
        }
    }
}
