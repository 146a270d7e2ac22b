using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Fairlead.Server.Platform.Http;

/// <summary>The schemas of answers in the API's description.</summary>
internal static class ApiSchemas
{
    private const string OpenAIError = """
        {
          "type": "object", "required": ["error"],
          "properties": {
            "error": {
              "type": "object", "required": ["message", "type", "param", "code"],
              "properties": {"message": {"type": "string"}, "type": {"type": "string"}, "param": {"type": ["string", "null"]}, "code": {"type": ["string", "null"]}}
            }
          }
        }
        """;

    private const string AnthropicError = """
        {
          "type": "object", "required": ["type", "error"],
          "properties": {
            "type": {"const": "error"},
            "error": {"type": "object", "required": ["type", "message"], "properties": {"type": {"type": "string"}, "message": {"type": "string"}}}
          }
        }
        """;

    /// <summary>The name of a type's schema: one for each type, though many use cases have a <c>Reply</c> of their own.</summary>
    public static string? IdOf(JsonTypeInfo type)
    {
        var id = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        for (var outer = type.Type.DeclaringType; id is not null && outer is not null; outer = outer.DeclaringType)
        {
            id = outer.Name + id;
        }

        return id;
    }

    /// <summary>Answers leave out what is null: required is what never is.</summary>
    public static Task RequireWhatIsAlwaysThere(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } properties)
        {
            schema.Required = context.JsonTypeInfo.Properties.Where(IsAlwaysThere).Select(static property => property.Name).Where(properties.ContainsKey).ToHashSet(StringComparer.Ordinal);
        }

        return Task.CompletedTask;
    }

    /// <summary>An error in the dialect of a gateway route.</summary>
    public static IOpenApiSchema ErrorOf(bool isAnthropic, OpenApiDocument document)
    {
        var (id, text) = isAnthropic ? (nameof(AnthropicError), AnthropicError) : (nameof(OpenAIError), OpenAIError);
        if (document.Components?.Schemas?.ContainsKey(id) != true)
        {
            document.AddComponent<IOpenApiSchema>(id, Read(text, document));
        }

        return new OpenApiSchemaReference(id, document);
    }

    /// <summary>A schema of ours as the description has it.</summary>
    public static OpenApiSchema Read(string json, OpenApiDocument document) => OpenApiModelFactory.Parse<OpenApiSchema>(json, OpenApiSpecVersion.OpenApi3_1, document, out _, "json")!;

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.Get is not null && (property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is null : !property.IsGetNullable);
}
