namespace Fairlead.Simulator.Json.Shapes;

/// <summary>The members an object may have.</summary>
/// <param name="Name">The shape's name.</param>
/// <param name="MustChoose">Whether exactly one of the members to choose from must be there, not at most one.</param>
/// <param name="Fields">The members by name.</param>
internal sealed record Shape(string Name, bool MustChoose, IReadOnlyDictionary<string, ShapeField> Fields)
{
    /// <summary>Reads <c>Name: field field …</c>; a bar after the name says that one member must be chosen, and makes all of them choices.</summary>
    internal static Shape Parse(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string name = line[..colon].Trim();
        bool union = name.EndsWith('|');
        Dictionary<string, ShapeField> fields = line[(colon + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(ShapeField.Parse)
            .Select(f => union ? f with { Chosen = true } : f)
            .ToDictionary(f => f.Name, StringComparer.Ordinal);
        return new Shape(name.TrimEnd('|'), union, fields);
    }
}
