using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>What a keyword asks of a string: a value, or the name of a member.</summary>
internal abstract class TextCheck : ICheck
{
    public abstract string Message { get; }

    public abstract bool Accepts(string text, Validation run);

    public void Apply(JsonElement instance, Location at, Validation run)
    {
        if (instance.ValueKind == JsonValueKind.String && !Accepts(instance.GetString()!, run))
        {
            run.Report(at, () => Message);
        }
    }
}
