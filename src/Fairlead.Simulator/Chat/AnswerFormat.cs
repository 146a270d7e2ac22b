using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Chat;

/// <summary>What <c>response_format</c> asks for.</summary>
/// <param name="IsJson">Whether the content must be a JSON object.</param>
/// <param name="Schema">The schema it must satisfy.</param>
internal sealed record AnswerFormat(bool IsJson, JsonElement? Schema)
{
    internal static AnswerFormat Read(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        if (body.Get("response_format") is not { } format)
        {
            return new AnswerFormat(false, null);
        }

        if (format.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType("response_format", "an object", JsonReading.KindOf(format)));
        }

        return format.RequiredString("type", "response_format.type") switch
        {
            "text" => new AnswerFormat(false, null),
            "json_object" => messages.Any(m => m.Text.Contains("json", StringComparison.OrdinalIgnoreCase))
                ? new AnswerFormat(true, null)
                : throw new RefusedException(ApiError.BadRequest(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", "messages")),
            "json_schema" => new AnswerFormat(true, ReadSchema(format)),
            { } other => throw new RefusedException(
                ApiError.WrongValue("response_format.type", other, "'json_object', 'json_schema', and 'text'")),
        };
    }

    private static JsonElement? ReadSchema(JsonElement format)
    {
        const string At = "response_format.json_schema";
        JsonElement wrapper = format.Get("json_schema") ?? throw new RefusedException(ApiError.Missing(At));
        string name = wrapper.RequiredString("name", $"{At}.name");
        JsonElement schema = wrapper.Get("schema") ?? throw new RefusedException(ApiError.Missing($"{At}.schema"));
        string? problem = schema.Get("type") is { ValueKind: JsonValueKind.String } type && type.GetString() != "object"
            ? $"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{type.GetString()}\"'."
            : wrapper.Flag("strict") ? StrictSchema.Problem(schema) : null;
        return problem is null
            ? schema
            : throw new RefusedException(ApiError.BadRequest(
                $"Invalid schema for response_format '{name}': {problem}", "response_format"));
    }
}
