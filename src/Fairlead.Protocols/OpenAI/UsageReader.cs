using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// Reads the <c>usage</c> object of OpenAI's dialects and of Anthropic's. Sources: https://platform.openai.com/docs/api-reference/chat/object,
/// https://platform.openai.com/docs/api-reference/responses/object, https://docs.anthropic.com/en/api/messages
/// </summary>
public static class UsageReader
{
    /// <summary>Reads the object; null when it is no usage object.</summary>
    public static Usage? Read(JsonSlice json) => json.IsObject && TryRead(json.Text.Span, out var usage) ? usage : null;

    /// <summary>Reads the object that <paramref name="json"/> holds; false when it is no usage object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out Usage usage)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() & TryRead(ref reader, out usage);
        }
        catch (JsonException)
        {
            usage = default;
            return false;
        }
    }

    /// <summary>Reads the object that the reader stands on, and leaves the reader on its end.</summary>
    /// <exception cref="JsonException">The object is not valid JSON.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, out Usage usage)
    {
        usage = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var found = false;
        var beside = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.NameIs("prompt_tokens"u8) || reader.NameIs("input_tokens"u8))
            {
                usage = usage with { InputTokens = ReadCount(ref reader) };
                found = true;
            }
            else if (reader.NameIs("completion_tokens"u8) || reader.NameIs("output_tokens"u8))
            {
                usage = usage with { OutputTokens = ReadCount(ref reader) };
                found = true;
            }
            else if (reader.NameIs("prompt_tokens_details"u8) || reader.NameIs("input_tokens_details"u8))
            {
                usage = usage with { CachedTokens = ReadDetail(ref reader, "cached_tokens"u8) };
            }
            else if (reader.NameIs("completion_tokens_details"u8) || reader.NameIs("output_tokens_details"u8))
            {
                usage = usage with { ReasoningTokens = ReadDetail(ref reader, "reasoning_tokens"u8) };
            }
            else
            {
                beside += ReadBeside(ref reader, ref usage);
            }
        }

        usage = usage with { InputTokens = usage.InputTokens + beside };
        return found;
    }

    // Anthropic counts what was read from a cache, or written to one, beside the input and not in it.
    private static long ReadBeside(ref Utf8JsonReader reader, ref Usage usage)
    {
        if (reader.NameIs("cache_read_input_tokens"u8))
        {
            usage = usage with { CachedTokens = ReadCount(ref reader) };
            return usage.CachedTokens;
        }

        if (reader.NameIs("cache_creation_input_tokens"u8))
        {
            usage = usage with { CacheWriteTokens = ReadCount(ref reader) };
            return usage.CacheWriteTokens;
        }

        reader.Skip();
        return 0;
    }

    private static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        var count = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value > 0 ? value : 0;
        reader.Skip();
        return count;
    }

    private static long ReadDetail(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return 0;
        }

        var count = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.NameIs(name))
            {
                count = ReadCount(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return count;
    }
}
