using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>What <c>outputConfig</c> asks for: its schema is JSON within a string
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html).</summary>
internal static class OutputFormat
{
    internal static AnswerFormat Read(JsonElement body)
    {
        string? schema = body.Get("outputConfig")?.Get("textFormat")?.Get("structure")?.Get("jsonSchema")?.Text("schema");
        return schema is null ? new AnswerFormat(false, null) : new AnswerFormat(true, Parse(schema));
    }

    private static JsonElement Parse(string schema)
    {
        try
        {
            JsonElement parsed = JsonElement.Parse(schema);
            if (parsed.ValueKind == JsonValueKind.Object)
            {
                return parsed;
            }
        }
        catch (JsonException)
        {
            // Told below, in the same words as JSON that is no object.
        }

        throw ConverseErrors.Invalid("The value at outputConfig.textFormat.structure.jsonSchema.schema must be a JSON schema.");
    }
}
