using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// The fields of a request that the response repeats, and what stands there when the request does not say.
/// Source: https://platform.openai.com/docs/api-reference/responses/object
/// </summary>
public static class ResponsesEcho
{
    private static readonly JsonSlice TextFormat = JsonSlice.Literal("""{"type":"text"}""");

    // In the order of their names, as the vendor has them.
    private static readonly (JsonSlice Name, JsonSlice Fallback)[] Fields =
    [
        Field("background", "false"),
        Field("conversation", ""),
        Field("instructions", "null"),
        Field("max_output_tokens", "null"),
        Field("max_tool_calls", "null"),
        Field("metadata", "{}"),
        Field("parallel_tool_calls", "true"),
        Field("previous_response_id", "null"),
        Field("prompt", ""),
        Field("prompt_cache_key", "null"),
        Field("prompt_cache_retention", ""),
        Field("reasoning", """{"effort":null,"summary":null}"""),
        Field("safety_identifier", "null"),
        Field("store", "true"),
        Field("temperature", "1.0"),
        Field("text", """{"format":{"type":"text"}}"""),
        Field("tool_choice", "\"auto\""),
        Field("tools", "[]"),
        Field("top_logprobs", "0"),
        Field("top_p", "1.0"),
        Field("truncation", "\"disabled\""),
        Field("user", "null"),
    ];

    /// <summary>The fields of a request's body as an object in memory of its own: what <see cref="Conversations.ReplyContext.Echo"/> takes.</summary>
    public static JsonSlice Of(JsonSlice body)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = JsonWriting.CreateWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in body.Members)
            {
                if (!member.Value.IsNull && Array.Exists(Fields, field => member.Is(field.Name.Inner)))
                {
                    writer.WritePropertyName(Array.Find(Fields, field => member.Is(field.Name.Inner)).Name.Inner);
                    writer.Write(member.Value);
                }
            }

            writer.WriteEndObject();
        }

        return new JsonSlice(buffer.WrittenMemory);
    }

    /// <summary>Writes the members of a response that repeat the request.</summary>
    internal static void WriteMembers(Utf8JsonWriter writer, JsonSlice echo)
    {
        foreach (var (name, fallback) in Fields)
        {
            var value = echo[name.Inner] is { IsPresent: true } given ? given : fallback;
            if (!value.IsPresent)
            {
                continue;
            }

            writer.WritePropertyName(name.Inner);
            if (name.Is("text"u8) && value.IsObject && !value["format"u8].IsPresent)
            {
                WriteText(writer, value);
            }
            else
            {
                writer.Write(value);
            }
        }
    }

    // Clients read text.format without asking whether it is there.
    private static void WriteText(Utf8JsonWriter writer, JsonSlice text)
    {
        writer.WriteStartObject();
        writer.Write("format"u8, TextFormat);
        writer.WriteIfPresent("verbosity"u8, text["verbosity"u8]);
        writer.WriteEndObject();
    }

    private static (JsonSlice Name, JsonSlice Fallback) Field(string name, string fallback) => (JsonSlice.Of(name), JsonSlice.Literal(fallback));
}
