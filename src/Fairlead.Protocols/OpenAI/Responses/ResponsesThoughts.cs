using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Items of type <c>reasoning</c>. A proof of thoughts is their <c>encrypted_content</c>. Thoughts that only another vendor can read
/// (Anthropic's <c>redacted_thinking</c>) are there too, marked by the prefix <c>fairlead-redacted:</c>, by which they are known when they
/// come back; clients treat the field as opaque.
/// </summary>
internal static class ResponsesThoughts
{
    private static ReadOnlySpan<byte> RedactedPrefix => "fairlead-redacted:"u8;

    /// <summary>What stands between the parts of a summary, which the hub has as one text.</summary>
    public static JsonSlice Separator { get; } = JsonSlice.Literal("\"\\n\\n\"");

    /// <summary>Reads an item.</summary>
    public static ReasoningBlock Read(JsonSlice item)
    {
        JsonSlice text = default;
        foreach (var part in item["summary"u8].Items)
        {
            text = Join(text, part["text"u8]);
        }

        foreach (var part in item["content"u8].Items)
        {
            text = Join(text, part["text"u8]);
        }

        var proof = item["encrypted_content"u8];
        return new ReasoningBlock
        {
            Id = item["id"u8],
            Text = text,
            Signature = proof.IsString && !IsRedacted(proof) ? proof : default,
            Redacted = IsRedacted(proof) ? FromRedacted(proof) : default,
        };
    }

    /// <summary>Whether an <c>encrypted_content</c> holds thoughts that another vendor redacted.</summary>
    public static bool IsRedacted(JsonSlice proof) => proof.Inner.StartsWith(RedactedPrefix);

    /// <summary>The redacted thoughts of an <c>encrypted_content</c>.</summary>
    public static JsonSlice FromRedacted(JsonSlice proof) => JsonText.Part(proof.Inner[RedactedPrefix.Length..]);

    /// <summary>Redacted thoughts as an <c>encrypted_content</c>.</summary>
    public static JsonSlice ToRedacted(JsonSlice redacted) => new((byte[])[(byte)'"', .. RedactedPrefix, .. redacted.Inner, (byte)'"']);

    private static JsonSlice Join(JsonSlice text, JsonSlice part) =>
        text.IsString && part.IsString ? JsonText.Concat(JsonText.Concat(text, Separator), part) : JsonText.Concat(text, part);
}
