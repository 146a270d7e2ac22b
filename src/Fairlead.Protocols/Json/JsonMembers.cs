using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Walks over the members of an object, in order.</summary>
public ref struct JsonMembers
{
    private readonly ReadOnlyMemory<byte> text;
    private Utf8JsonReader reader;

    internal JsonMembers(ReadOnlyMemory<byte> text)
    {
        this.text = text;
        reader = JsonWalk.Into(text);
    }

    /// <summary>The member.</summary>
    public JsonMember Current { get; private set; }

    /// <summary>Itself: what <c>foreach</c> asks for.</summary>
    public readonly JsonMembers GetEnumerator() => this;

    /// <summary>Goes to the next member.</summary>
    public bool MoveNext()
    {
        if (text.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        // The name's token has its quotes, but the reader has already gone past the colon.
        var name = text.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
        reader.Read();
        Current = new JsonMember(new JsonSlice(name), JsonWalk.Value(ref reader, text));
        return true;
    }
}
