using System.Text.Json;

namespace Fairlead.Simulator.Json.Shapes;

/// <summary>One thing wrong with a value's shape.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Path">Where: member names and array indexes.</param>
/// <param name="Name">The member that is unknown, missing or one too many; empty otherwise.</param>
/// <param name="Expected">The kind expected, the values allowed, or the members to choose from.</param>
/// <param name="Value">The value found.</param>
internal sealed record ShapeFault(ShapeProblem Problem, IReadOnlyList<string> Path, string Name, string Expected, JsonElement Value);
