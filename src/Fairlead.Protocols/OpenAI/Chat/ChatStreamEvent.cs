using System.Text.Json;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>What one event of a streamed chat completion says beside its text.</summary>
public readonly record struct ChatStreamEvent
{
    /// <summary>The terminator, <c>data: [DONE]</c>.</summary>
    public bool IsDone { get; init; }

    /// <summary>An error in place of a chunk.</summary>
    public bool IsError { get; init; }

    /// <summary>A choice ends in it: <c>finish_reason</c> is not null.</summary>
    public bool IsFinish { get; init; }

    /// <summary>It carries usage and no choice: the extra chunk that <c>include_usage</c> asks for.</summary>
    public bool IsUsageOnly { get; init; }

    /// <summary>The usage, when it carries one.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Reads an event. A cheap search for the words of interest decides whether it is parsed at all.</summary>
    public static ChatStreamEvent Read(ReadOnlySpan<byte> whole)
    {
        if (whole.Length < 32 && ServerSentEvents.Data(whole).SequenceEqual("[DONE]"u8))
        {
            return new ChatStreamEvent { IsDone = true };
        }

        var isFinish = HasValue(whole, "\"finish_reason\""u8);
        return HasValue(whole, "\"usage\""u8) || HasValue(whole, "\"error\""u8)
            ? Parse(ServerSentEvents.Data(whole)) with { IsFinish = isFinish }
            : new ChatStreamEvent { IsFinish = isFinish };
    }

    private static bool HasValue(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> name)
    {
        for (var at = whole.IndexOf(name); at >= 0; at = whole.IndexOf(name))
        {
            whole = whole[(at + name.Length)..].TrimStart(" \t"u8);
            if (whole.StartsWith(":"u8) && !IsNothing(whole[1..].TrimStart(" \t"u8)))
            {
                return true;
            }
        }

        return false;
    }

    // Some servers write an empty string where OpenAI writes null.
    private static bool IsNothing(ReadOnlySpan<byte> value) => value.StartsWith("null"u8) || value.StartsWith("\"\""u8);

    private static ChatStreamEvent Parse(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        var isError = false;
        var hasChoice = false;
        Usage? usage = null;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.NameIs("usage"u8) ? 'u' : reader.NameIs("choices"u8) ? 'c' : reader.NameIs("error"u8) ? 'e' : ' ';
                reader.Read();
                if (name == 'u' && UsageReader.TryRead(ref reader, out var read))
                {
                    usage = read;
                    continue;
                }

                isError |= name == 'e' && reader.TokenType != JsonTokenType.Null;
                var start = reader.TokenStartIndex;
                reader.Skip();
                hasChoice |= name == 'c' && reader.TokenType != JsonTokenType.Null && !data[(int)start..(int)reader.BytesConsumed].Trim("[] \t\r\n"u8).IsEmpty;
            }
        }
        catch (JsonException)
        {
            return default; // Not a chunk that we know: it goes to the client as it is.
        }

        return new ChatStreamEvent { IsError = isError, Usage = usage, IsUsageOnly = usage is not null && !hasChoice };
    }
}
