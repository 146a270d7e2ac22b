using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Values that a field has anyway when nobody gives it: to lose them is to lose nothing. Sources: the vendors' API references.</summary>
internal static class Defaults
{
    private static readonly (JsonSlice Name, byte[][] Values)[] All =
    [
        Default("n", "1"),
        Default("stop", "[]"),
        Default("stop_sequences", "[]"),
        Default("tools", "[]"),
        Default("functions", "[]"),
        Default("mcp_servers", "[]"),
        Default("reasoning", "{}"),
        Default("tool_choice", "\"auto\"", "{\"type\":\"auto\"}"),
        Default("parallel_tool_calls", "true"),
        Default("frequency_penalty", "0", "0.0"),
        Default("presence_penalty", "0", "0.0"),
        Default("top_p", "1", "1.0"),
        Default("logprobs", "false"),
        Default("top_logprobs", "0"),
        Default("logit_bias", "{}"),
        Default("response_format", "{\"type\":\"text\"}"),
        Default("text", "{}", "{\"format\":{\"type\":\"text\"}}", "\"medium\""),
        Default("verbosity", "\"medium\""),
        Default("modalities", "[\"text\"]"),
        Default("metadata", "{}"),
        Default("service_tier", "\"auto\"", "\"default\""),
        Default("truncation", "\"disabled\""),
        Default("background", "false"),
        Default("include", "[]", "[\"reasoning.encrypted_content\"]"),
        Default("thinking", "{\"type\":\"disabled\"}"),
        Default("store", "false"),
    ];

    /// <summary>Whether a field stands at its default.</summary>
    public static bool IsDefault(JsonSlice name, JsonSlice value)
    {
        if (value.IsNull)
        {
            return true;
        }

        foreach (var (known, values) in All)
        {
            if (name.Is(known.Inner))
            {
                var compact = Compact(value);
                return Array.Exists(values, text => compact.AsSpan().SequenceEqual(text));
            }
        }

        return false;
    }

    /// <summary>Whether a choice of tools is that there is none.</summary>
    public static bool IsNone(JsonSlice choice) => choice.Is("none"u8) || choice["type"u8].Is("none"u8);

    // Without white space, and without members that are null: some clients write all that they know.
    private static byte[] Compact(JsonSlice value)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            Write(writer, value);
        }

        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonSlice value)
    {
        if (!value.IsObject)
        {
            writer.WriteRawValue(value.IsArray && value.First is { IsPresent: false } ? "[]"u8 : value.Text.Span, skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in value.Members)
        {
            if (!member.Value.IsNull)
            {
                writer.WritePropertyName(member.Name.AsString()!);
                Write(writer, member.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static (JsonSlice Name, byte[][] Values) Default(string name, params string[] values) =>
        (JsonSlice.Of(name), [.. values.Select(System.Text.Encoding.UTF8.GetBytes)]);
}
