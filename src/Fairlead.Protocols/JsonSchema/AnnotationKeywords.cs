using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Keywords that ask nothing of a value.</summary>
internal static class AnnotationKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("title", true, static site => site.TryText(out _)),
        new("description", true, static site => site.TryText(out _)),
        new("$schema", true, static site => site.TryText(out _)),
        new("$comment", true, static site => site.TryText(out _)),
        new("deprecated", true, static site => site.TryFlag(out _)),
        new("default", true, static _ => { }),
        new("examples", true, ReadExamples),
    ];

    private static void ReadExamples(KeywordSite site)
    {
        if (site.Value.ValueKind != JsonValueKind.Array)
        {
            site.Fault("must be an array");
        }
    }
}
