using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>All checks of a document: its outline by the schema first, then what a server would say of each part.</summary>
internal static class DocumentChecks
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IReadOnlyDictionary<string, Type>, Schema> Outlines = [];

    /// <summary>Checks a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="context">What it is read with.</param>
    public static FileCheck Run(JsonElement document, ConfigurationContext context)
    {
        var check = new FileCheck(document);
        check.Outline(Outlines.GetValue(context.Sections, FileSchema.Outline).Validate(document));
        if (document.ValueKind != JsonValueKind.Object)
        {
            return check;
        }

        OptionsChecks.Run(check, context);
        ProviderChecks.Run(check);
        DefaultsChecks.Run(check);
        RouteChecks.Run(check);
        KeyChecks.Run(check);
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
}
