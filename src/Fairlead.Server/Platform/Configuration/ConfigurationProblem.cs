using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Something wrong with a configuration file, and where. It never quotes a value of the file.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Path">What it is about (<c>routes.gpt-4o.deployments[0]</c>); empty for the file itself.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record ConfigurationProblem(string File, long Line, long Column, string Path, string Message)
{
    /// <summary>A problem at a place.</summary>
    public static ConfigurationProblem At(Place place, string message, string path = "") => new(place.File, place.Line, place.Column, path, message);

    /// <summary>A problem with what a path names, worded after it.</summary>
    public static ConfigurationProblem At(Place place, Problem problem) =>
        At(place, $"{(problem.Path.Length == 0 ? "the file" : problem.Path)} {problem.Message}", problem.Path);

    /// <inheritdoc/>
    public override string ToString() => $"{new Place(File, Line, Column)}: {Message}";
}
