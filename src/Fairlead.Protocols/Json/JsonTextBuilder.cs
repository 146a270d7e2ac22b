using System.Buffers;

namespace Fairlead.Protocols.Json;

/// <summary>A string that grows by pieces, each copied as it was written.</summary>
public sealed class JsonTextBuilder
{
    private readonly ArrayBufferWriter<byte> text = new(64);

    /// <summary>An empty string.</summary>
    public JsonTextBuilder() => text.Write("\""u8);

    /// <summary>Whether nothing has been appended.</summary>
    public bool IsEmpty => text.WrittenCount <= 1;

    /// <summary>Appends a string's text.</summary>
    public void Append(JsonSlice piece) => text.Write(piece.Inner);

    /// <summary>The whole string. Nothing can be appended after.</summary>
    public JsonSlice Build()
    {
        text.Write("\""u8);
        return new JsonSlice(text.WrittenMemory);
    }
}
