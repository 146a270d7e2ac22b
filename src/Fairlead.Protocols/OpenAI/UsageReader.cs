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

        var counts = new Counts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, ref counts);
        }

        // LiteLLM says the caches' tokens in both ways at once, and its prompt_tokens has them (https://docs.litellm.ai/docs/completion/prompt_caching).
        var beside = counts.IsWhole ? 0 : counts.Reads + counts.Writes;
        usage = new Usage(counts.Input + beside, counts.Output, Math.Max(counts.Cached, counts.Reads), counts.Reasoning, counts.Writes);
        return counts.IsFound;
    }

    private static void ReadMember(ref Utf8JsonReader reader, ref Counts counts)
    {
        if (reader.NameIs("prompt_tokens"u8) || reader.NameIs("input_tokens"u8))
        {
            counts.IsWhole |= reader.NameIs("prompt_tokens"u8);
            counts.IsFound = true;
            counts.Input = ReadCount(ref reader);
        }
        else if (reader.NameIs("completion_tokens"u8) || reader.NameIs("output_tokens"u8))
        {
            counts.IsFound = true;
            counts.Output = ReadCount(ref reader);
        }
        else if (reader.NameIs("prompt_tokens_details"u8) || reader.NameIs("input_tokens_details"u8))
        {
            counts.IsWhole = true;
            counts.Cached = ReadDetail(ref reader, "cached_tokens"u8);
        }
        else if (reader.NameIs("completion_tokens_details"u8) || reader.NameIs("output_tokens_details"u8))
        {
            counts.Reasoning = ReadDetail(ref reader, "reasoning_tokens"u8);
        }
        else
        {
            ReadBeside(ref reader, ref counts);
        }
    }

    private static void ReadBeside(ref Utf8JsonReader reader, ref Counts counts)
    {
        if (reader.NameIs("cache_read_input_tokens"u8))
        {
            counts.Reads = ReadCount(ref reader);
        }
        else if (reader.NameIs("cache_creation_input_tokens"u8))
        {
            counts.Writes = ReadCount(ref reader);
        }
        else
        {
            reader.Skip();
        }
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

    private struct Counts
    {
        public bool IsFound;

        // Whether the input has what was read from a cache or written to one: OpenAI's does. Anthropic counts these beside it.
        public bool IsWhole;
        public long Input;
        public long Output;
        public long Cached;
        public long Reasoning;
        public long Reads;
        public long Writes;
    }
}
