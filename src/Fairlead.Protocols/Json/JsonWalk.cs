using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Steps over JSON that has been checked as a whole before.</summary>
internal static class JsonWalk
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>A reader that stands on the opening bracket.</summary>
    public static Utf8JsonReader Into(ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span, Options);
        if (!text.IsEmpty)
        {
            reader.Read();
        }

        return reader;
    }

    /// <summary>The value that the reader stands on, past which it goes.</summary>
    public static JsonSlice Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonSlice(text[start..(int)reader.BytesConsumed]);
    }
}
