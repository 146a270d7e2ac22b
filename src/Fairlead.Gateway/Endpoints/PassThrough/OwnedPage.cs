using System.Buffers;
using System.Text.Json;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>The part of an upstream's list that a principal may see: its own items, as the upstream describes them, byte for byte.</summary>
/// <param name="own">The ids that are the principal's.</param>
/// <param name="limit">How many items are shown.</param>
internal sealed class OwnedPage(IReadOnlySet<string> own, int limit)
{
    private readonly List<(string Id, ReadOnlyMemory<byte> Json)> items = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The items that are shown.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Items => items.Take(limit).Select(static item => item.Json);

    /// <summary>Whether more of the upstream's list could change the page.</summary>
    public bool IsOpen { get; private set; } = own.Count > 0;

    /// <summary>The id of the last item of what was added, to go on from.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Adds a part of the upstream's list.</summary>
    /// <returns>Whether it is a list.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> list)
    {
        var cursor = Cursor;
        try
        {
            if (!TryRead(list, out var hasMore))
            {
                return false;
            }

            // A server that does not page would give the same part for ever.
            IsOpen = hasMore && items.Count <= limit && items.Count < own.Count && Cursor is not null && Cursor != cursor;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes the page as OpenAI does.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var shown = Math.Min(items.Count, limit);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var item in Items)
        {
            writer.WriteRawValue(item.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteString("first_id", shown == 0 ? null : items[0].Id);
        writer.WriteString("last_id", shown == 0 ? null : items[shown - 1].Id);
        writer.WriteBoolean("has_more", items.Count > limit);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private bool TryRead(ReadOnlyMemory<byte> list, out bool hasMore)
    {
        hasMore = false;
        var hasData = false;
        var reader = new Utf8JsonReader(list.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("data"u8);
            var isMore = reader.ValueTextEquals("has_more"u8);
            reader.Read();
            if (isData && reader.TokenType == JsonTokenType.StartArray)
            {
                hasData = true;
                ReadItems(ref reader, list);
            }

            hasMore |= isMore && reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }

        return hasData;
    }

    private void ReadItems(ref Utf8JsonReader reader, ReadOnlyMemory<byte> list)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var item = list[start..(int)reader.BytesConsumed];
            if (TopLevel.Text(item.Span, "id") is not { } id)
            {
                continue;
            }

            Cursor = id;
            if (own.Contains(id) && items.Count <= limit && seen.Add(id))
            {
                items.Add((id, item.ToArray()));
            }
        }
    }
}
