using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Protocols.Tests.JsonSchema;

internal static class JsonString
{
    public static JsonElement Of([StringSyntax(StringSyntaxAttribute.Json)] string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1_000 });
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<Problem> Validate(string schema, string instance) => Schema.Parse(schema).Validate(Of(instance));

    public static string[] Lines(this IEnumerable<Problem> problems) => [.. problems.Select(static problem => problem.ToString())];

    public static string[] Refusals(string schema, SchemaProfile profile = SchemaProfile.Output) =>
        Schema.TryParse(Of(schema), out _, out var problems, profile) ? [] : problems.Lines();
}
