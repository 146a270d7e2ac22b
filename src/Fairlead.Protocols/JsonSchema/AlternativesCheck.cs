using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary><c>anyOf</c> and <c>oneOf</c>. When no form fits, it speaks of the form that was probably meant.</summary>
internal sealed class AlternativesCheck(IReadOnlyList<SchemaNode> forms, bool exactlyOne) : ICheck
{
    public void Apply(JsonElement instance, Location at, Validation run)
    {
        var failures = new List<Findings>();
        var fitting = 0;
        foreach (var form in forms)
        {
            var findings = run.Try(form, instance, at);
            if (run.Exhausted)
            {
                return;
            }

            fitting += findings.IsEmpty ? 1 : 0;
            failures.Add(findings);
            if (fitting == (exactlyOne ? 2 : 1))
            {
                break;
            }
        }

        if (fitting == 0)
        {
            Explain(failures, at, run);
        }
        else if (fitting > 1)
        {
            run.Report(at, static () => "must fit only one of the allowed forms, but fits several");
        }
    }

    private void Explain(List<Findings> failures, Location at, Validation run)
    {
        var ofType = failures.Where(findings => findings.All.All(finding => !IsType(finding, at))).ToList();
        var chosen = ofType.Where(findings => findings.All.All(finding => !IsTag(finding, at))).ToList();
        if (ofType.Count == 0)
        {
            ExplainType(failures, at, run);
        }
        else if (ofType.Count == 1 || chosen.Count == 1)
        {
            run.Findings.AddRange(ofType.Count == 1 ? ofType[0] : chosen[0]);
        }
        else
        {
            run.Report(at, () => $"does not fit any of the {forms.Count} allowed forms");
        }
    }

    private static void ExplainType(List<Findings> failures, Location at, Validation run)
    {
        var mismatches = failures.SelectMany(static findings => findings.All).Where(finding => IsType(finding, at));
        var expected = mismatches.Aggregate(JsonTypes.None, static (types, finding) => types | finding.Expected);
        var actual = mismatches.First().Actual;
        run.Findings.Add(new Finding(at, () => JsonTypeNames.Mismatch(expected, actual), expected, actual));
    }

    private static bool IsType(Finding finding, Location at) => finding.Expected != JsonTypes.None && finding.At == at;

    /// <summary>A member like <c>type</c> or <c>kind</c> that says which form is meant.</summary>
    private static bool IsTag(Finding finding, Location at) => finding.IsChoice && finding.At.Parent == at;
}
