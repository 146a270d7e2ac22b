using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Walks over the items of an array, in order.</summary>
public ref struct JsonItems
{
    private readonly ReadOnlyMemory<byte> text;
    private Utf8JsonReader reader;

    internal JsonItems(ReadOnlyMemory<byte> text)
    {
        this.text = text;
        reader = JsonWalk.Into(text);
    }

    /// <summary>The item.</summary>
    public JsonSlice Current { get; private set; }

    /// <summary>Itself: what <c>foreach</c> asks for.</summary>
    public readonly JsonItems GetEnumerator() => this;

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        if (text.IsEmpty || !reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        Current = JsonWalk.Value(ref reader, text);
        return true;
    }
}
