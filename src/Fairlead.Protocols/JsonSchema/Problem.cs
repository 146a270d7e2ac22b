namespace Fairlead.Protocols.JsonSchema;

/// <summary>One thing that is wrong with a document, worded for people. It never quotes a value of the document.</summary>
/// <param name="Path">Where: dotted with brackets, relative to the root (<c>config.models[0].name</c>); empty for the root.</param>
/// <param name="Message">What: follows the path in a sentence, as in <c>is required</c>.</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary>The same problem as seen from a document that holds this one under <paramref name="prefix"/>.</summary>
    /// <param name="prefix">The path of the inner document in the outer one.</param>
    public Problem Under(string prefix) =>
        this with { Path = Path.Length == 0 || prefix.Length == 0 || Path[0] == '[' ? prefix + Path : $"{prefix}.{Path}" };

    /// <summary>The path of a member of what <paramref name="path"/> names.</summary>
    public static string Join(string path, string member) =>
        !Wording.IsWord(member) ? $"{path}[{Wording.Quote(member)}]" : path.Length == 0 ? Wording.Cut(member) : $"{path}.{Wording.Cut(member)}";

    /// <summary>Whether a path is another one, or leads on from it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="outer">The other one.</param>
    public static bool IsWithin(string path, string outer) =>
        path.StartsWith(outer, StringComparison.Ordinal) && (outer.Length == 0 || path.Length == outer.Length || path[outer.Length] is '.' or '[');

    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path} {Message}";
}
