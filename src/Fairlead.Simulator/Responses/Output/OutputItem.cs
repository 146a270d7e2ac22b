using System.Text.Json;

namespace Fairlead.Simulator.Responses.Output;

/// <summary>One item of an answer.</summary>
/// <param name="Id">Its id.</param>
internal abstract record OutputItem(string Id)
{
    /// <summary>The events from its being added to its being done.</summary>
    internal abstract IEnumerable<ResponseEvent> Events();

    /// <summary>Writes the item, complete or as it is when it has just been added.</summary>
    internal void WriteTo(Utf8JsonWriter json, bool begun)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        WriteMembers(json, begun);
        json.WriteEndObject();
    }

    protected abstract void WriteMembers(Utf8JsonWriter json, bool begun);
}
