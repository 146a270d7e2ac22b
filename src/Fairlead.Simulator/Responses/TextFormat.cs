using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Responses;

/// <summary>What <c>text</c> asks of the answer's form.</summary>
internal static class TextFormat
{
    internal static AnswerFormat Read(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        if (ResponseParameters.Object(body, "text") is not { } text)
        {
            return new AnswerFormat(false, null);
        }

        ResponseParameters.CheckNames(text, new HashSet<string> { "format", "verbosity" }, "text.");
        text.OneOf("verbosity", "text.verbosity", "low", "medium", "high");
        if (text.Get("format") is not { } format)
        {
            return new AnswerFormat(false, null);
        }

        return format.RequiredString("type", "text.format.type") switch
        {
            "text" => new AnswerFormat(false, null),
            "json_object" => messages.Any(m => m.Text.Contains("json", StringComparison.OrdinalIgnoreCase))
                ? new AnswerFormat(true, null)
                : throw new RefusedException(ApiError.BadRequest(
                    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.", "input")),
            "json_schema" => new AnswerFormat(true, ReadSchema(format)),
            { } other => throw new RefusedException(
                ApiError.WrongValue("text.format.type", other, "'json_object', 'json_schema', and 'text'")),
        };
    }

    private static JsonElement ReadSchema(JsonElement format)
    {
        string name = format.RequiredString("name", "text.format.name");
        JsonElement schema = format.Get("schema") ?? throw new RefusedException(ApiError.Missing("text.format.schema"));
        string? problem = schema.Text("type") is { } type && type != "object"
            ? $"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{type}\"'."
            : format.Flag("strict") ? StrictSchema.Problem(schema) : null;
        return problem is null
            ? schema
            : throw new RefusedException(ApiError.BadRequest(
                $"Invalid schema for response_format '{name}': {problem}", "text.format.schema", "invalid_json_schema"));
    }
}
