using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// A JSON Schema of a strict subset of draft 2020-12: a keyword it does not check is refused rather than ignored.
/// Nothing is ever loaded from elsewhere, patterns run in linear time, and checking has a bound. Safe for concurrent use.
/// </summary>
public sealed class Schema
{
    private readonly SchemaNode root;

    private Schema(SchemaNode root, JsonElement source)
    {
        this.root = root;
        Source = source;
        IsStrictSubset = StrictSubset.Holds(source);
    }

    /// <summary>The schema as it was written.</summary>
    public JsonElement Source { get; }

    /// <summary>
    /// Whether OpenAI takes the schema with <c>strict: true</c>
    /// (platform.openai.com, guide "Structured outputs", section "Supported schemas"). In doubt it says no.
    /// </summary>
    public bool IsStrictSubset { get; }

    /// <summary>Reads a schema that the product itself wrote.</summary>
    /// <param name="json">The schema as JSON text.</param>
    /// <param name="profile">The keywords it may use.</param>
    /// <exception cref="SchemaException">The text is not JSON, or the schema is not valid.</exception>
    public static Schema Parse([StringSyntax(StringSyntaxAttribute.Json)] string json, SchemaProfile profile = SchemaProfile.Own)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement, profile);
        }
        catch (JsonException exception)
        {
            throw new SchemaException("the schema is not JSON", exception);
        }
    }

    /// <summary>Reads a schema that the product itself wrote.</summary>
    /// <param name="element">The schema; it is copied.</param>
    /// <param name="profile">The keywords it may use.</param>
    /// <exception cref="SchemaException">The schema is not valid.</exception>
    public static Schema Parse(JsonElement element, SchemaProfile profile = SchemaProfile.Own) =>
        TryParse(element, out var schema, out var problems, profile) ? schema : throw new SchemaException(problems);

    /// <summary>Reads a schema that somebody else wrote. Never throws.</summary>
    /// <param name="element">The schema; it is copied. At most 64 levels deep and 10,000 values.</param>
    /// <param name="schema">The schema when it is valid.</param>
    /// <param name="problems">Everything that is wrong otherwise, at most 50; the paths are in the schema.</param>
    /// <param name="profile">The keywords it may use.</param>
    public static bool TryParse(
        JsonElement element,
        [NotNullWhen(true)] out Schema? schema,
        out IReadOnlyList<Problem> problems,
        SchemaProfile profile = SchemaProfile.Output)
    {
        var reader = new SchemaReader(profile);
        var root = reader.Read(element);
        problems = reader.Problems.ToList();
        schema = root is not null && problems.Count == 0 ? new Schema(root, reader.Source) : null;
        return schema is not null;
    }

    /// <summary>Checks a document.</summary>
    /// <param name="instance">The document.</param>
    /// <returns>Everything that is wrong, at most 50, in the order of the document; empty when it is valid.</returns>
    public IReadOnlyList<Problem> Validate(JsonElement instance)
    {
        var run = new Validation();
        if (JsonScan.Document(instance, run.Findings))
        {
            root.Apply(instance, Location.Root, run);
        }

        return run.Exhausted ? [new Problem("", "is too complex to check")] : run.Findings.ToList();
    }
}
