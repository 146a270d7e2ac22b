using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Answers that must satisfy a schema: how a model is told, how its text is read, and how it is told of its mistakes.</summary>
internal static class StructuredOutput
{
    /// <summary>What is added to the system prompt for a server that takes no schema of its own.</summary>
    public static string Guidance(Schema schema) =>
        $"Answer with one JSON value that satisfies this JSON Schema, and with nothing else: no explanation, no code fence.\n```json-schema\n{schema.Source.GetRawText()}\n```";

    /// <summary>Reads an answer: JSON that satisfies the schema, or what is wrong with it.</summary>
    public static (string? Json, string Problem) Read(string answer, Schema schema)
    {
        var text = Unfence(answer);
        try
        {
            using var document = JsonDocument.Parse(text);
            var problems = schema.Validate(document.RootElement);
            return problems.Count == 0
                ? (document.RootElement.GetRawText(), string.Empty)
                : (null, string.Join("; ", problems.Take(10).Select(static problem => $"{(problem.Path.Length == 0 ? "the answer" : problem.Path)} {problem.Message}")));
        }
        catch (JsonException)
        {
            return (null, "the answer is not JSON");
        }
    }

    /// <summary>What a model is told when its answer does not do.</summary>
    public static string Repair(string problem) => $"Your answer does not satisfy the schema: {problem}. Answer again with the corrected JSON and nothing else.";

    private static string Unfence(string answer)
    {
        var text = answer.Trim();
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("```", StringComparison.Ordinal) || text.Length < 7)
        {
            return text;
        }

        var firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        return firstLine < 0 ? text : text[(firstLine + 1)..^3].Trim();
    }
}
