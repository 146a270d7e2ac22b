namespace Fairlead.Simulator.Json.Shapes;

/// <summary>One member of a shape.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Kind">A scalar kind, values separated by bars, or another shape's name.</param>
/// <param name="Repeated">Whether it is an array of that kind.</param>
/// <param name="Mapped">Whether it is an object whose values are of that kind.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Chosen">Whether it is one of the members of which only one may be there.</param>
internal sealed record ShapeField(string Name, string Kind, bool Repeated, bool Mapped, bool Required, bool Chosen)
{
    /// <summary>Reads <c>name=kind</c>; <c>!</c> before the sign is required, <c>~</c> in front is a choice, <c>[]</c> and <c>{}</c>
    /// after the kind are an array and a map.</summary>
    internal static ShapeField Parse(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string name = text[..sign];
        string kind = text[(sign + 1)..];
        return new ShapeField(
            name.Trim('~', '!'),
            kind.TrimEnd('[', ']', '{', '}'),
            kind.EndsWith("[]", StringComparison.Ordinal),
            kind.EndsWith("{}", StringComparison.Ordinal),
            name.EndsWith('!'),
            name.StartsWith('~'));
    }
}
