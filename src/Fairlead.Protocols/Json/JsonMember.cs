namespace Fairlead.Protocols.Json;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name, a JSON string as it was written.</param>
/// <param name="Value">Its value.</param>
public readonly record struct JsonMember(JsonSlice Name, JsonSlice Value)
{
    /// <summary>Whether its name is that; escaped spellings count.</summary>
    public bool Is(ReadOnlySpan<byte> name) => Name.Is(name);
}
