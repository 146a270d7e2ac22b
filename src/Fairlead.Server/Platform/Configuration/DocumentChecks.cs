using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>All checks of a document: its outline by the schema first, then what a server would say of each part.</summary>
internal static class DocumentChecks
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IReadOnlyDictionary<string, Type>, Schema> Outlines = [];

    /// <summary>Checks a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sections">The options classes by their sections.</param>
    public static FileCheck Run(JsonElement document, IReadOnlyDictionary<string, Type> sections)
    {
        var check = new FileCheck(document);
        check.Problems.AddRange(Outlines.GetValue(sections, FileSchema.Outline).Validate(document));
        var faulty = check.Problems.Select(static problem => PartOf(problem.Path)).ToHashSet(StringComparer.Ordinal);
        if (faulty.Contains(string.Empty))
        {
            return check;
        }

        // A part whose outline is wrong is not looked into; the others are, so that everything is said at once.
        if (!faulty.Contains("options"))
        {
            OptionsChecks.Run(check, sections);
        }

        if (!faulty.Overlaps(["secrets", "managed", "providers"]))
        {
            ProviderChecks.Run(check);
            RunNames(check, faulty);
        }

        if (!faulty.Overlaps(["secrets", "keys"]))
        {
            KeyChecks.Run(check);
        }

        check.Problems.RemoveAll(problem => IsMisspelt(problem, check.Problems));
        return check;
    }

    // A field that is there under another spelling is not said to be missing as well.
    private static bool IsMisspelt(Problem problem, List<Problem> all)
    {
        if (problem.Message != "is required")
        {
            return false;
        }

        var start = problem.Path.LastIndexOf('.') + 1;
        var ending = $"did you mean '{problem.Path[start..]}'?";
        return all.Exists(other => other.Message.EndsWith(ending, StringComparison.Ordinal)
            && other.Path.StartsWith(problem.Path[..start], StringComparison.Ordinal)
            && !other.Path[start..].Contains('.', StringComparison.Ordinal));
    }

    private static void RunNames(FileCheck check, HashSet<string> faulty)
    {
        if (!faulty.Contains("defaults"))
        {
            DefaultsChecks.Run(check);
            if (!faulty.Contains("routes"))
            {
                RouteChecks.Run(check);
            }
        }
    }

    private static string PartOf(string path) => path.Split('.', '[')[0];
}
