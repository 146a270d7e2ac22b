using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>outputConfig</c>. Source: https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html</summary>
internal static class ConverseOutput
{
    /// <summary>Writes the form of the answer, the schema as text, and the effort. JSON without a schema cannot be asked for.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, RequestTarget target, JsonSlice effort)
    {
        var format = conversation.Output is { Schema.IsPresent: true } output && target.TakesSchema ? output : null;
        if (format is null && !effort.IsString)
        {
            return;
        }

        writer.WriteStartObject("outputConfig"u8);
        writer.WriteIfPresent("effort"u8, effort);
        if (format is not null)
        {
            conversation.Parameters.Take(Parameter.Output);
            WriteFormat(writer, format);
        }

        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, OutputFormat format)
    {
        writer.WriteStartObject("textFormat"u8);
        writer.WriteString("type"u8, "json_schema"u8);
        writer.WriteStartObject("structure"u8);
        writer.WriteStartObject("jsonSchema"u8);
        writer.Write("schema"u8, JsonText.Stringify(format.Schema));
        writer.WriteIfPresent("name"u8, format.Name);
        writer.WriteIfPresent("description"u8, format.Description);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
