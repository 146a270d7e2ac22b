using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// <c>output_config</c>, which holds the answer's form and the effort, and the older <c>output_format</c>.
/// Source: https://platform.claude.com/docs/en/build-with-claude/structured-outputs
/// </summary>
internal static class MessagesOutput
{
    /// <summary>Reads <c>output_config</c>.</summary>
    public static void Read(JsonMember field, Conversation conversation)
    {
        if (!field.Value.IsObject)
        {
            conversation.Parameters.AddRest(field.Name, field.Value);
            return;
        }

        ReadFormat(field.Name, field.Value["format"u8], conversation);
        foreach (var member in field.Value.Members)
        {
            if (member.Is("effort"u8))
            {
                conversation.Parameters.Add(Parameter.Reasoning, field.Name, member.Value);
                conversation.Reasoning = (conversation.Reasoning ?? new Reasoning()) with { Effort = member.Value.IsString ? member.Value : default };
            }
            else if (!member.Is("format"u8))
            {
                conversation.Parameters.Lose(Parameter.Output, $"the member {member.Name.AsString()}");
            }
        }
    }

    /// <summary>Reads the answer's form.</summary>
    public static void ReadFormat(JsonSlice field, JsonSlice format, Conversation conversation)
    {
        conversation.Parameters.Add(Parameter.Output, field, format);
        if (format["type"u8].Is("json_schema"u8))
        {
            conversation.Output = new OutputFormat { Schema = format["schema"u8] };
        }
    }

    /// <summary>Writes <c>output_config</c>. A JSON object without a schema is nothing that the dialect can ask for: it is lost.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="conversation">The request.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="effort">The effort in words; absent for none.</param>
    public static void Write(Utf8JsonWriter json, Conversation conversation, RequestTarget target, JsonSlice effort)
    {
        var schema = target.TakesSchema && conversation.Output is { Schema.IsPresent: true } output ? output.Schema : default;
        if (!schema.IsPresent && !effort.IsPresent)
        {
            return;
        }

        json.WriteStartObject("output_config"u8);
        json.WriteIfPresent("effort"u8, effort);
        if (schema.IsPresent)
        {
            conversation.Parameters.Take(Parameter.Output);
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.Write("schema"u8, schema);
            json.WriteEndObject();
            if (conversation.Output!.Description.IsPresent)
            {
                conversation.Parameters.Lose(Parameter.Output, "the schema's description");
            }
        }

        json.WriteEndObject();
    }
}
