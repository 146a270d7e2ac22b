using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Streaming;

/// <summary>Writes server-sent events with a JSON payload. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html</summary>
/// <param name="output">Where they go.</param>
public sealed class EventWriter(IBufferWriter<byte> output)
{
    private readonly Utf8JsonWriter json = JsonWriting.CreateWriter(output);

    /// <summary>Begins an event; the payload is to be written with what it returns.</summary>
    /// <param name="name">Its name; empty for none.</param>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> name = default)
    {
        if (!name.IsEmpty)
        {
            output.Write("event: "u8);
            output.Write(name);
            output.Write("\n"u8);
        }

        output.Write("data: "u8);
        return json;
    }

    /// <summary>Ends the event.</summary>
    public void End()
    {
        json.Flush();
        json.Reset();
        output.Write("\n\n"u8);
    }

    /// <summary>Writes an event whose payload is no JSON, such as Chat's terminator.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        output.Write("data: "u8);
        output.Write(data);
        output.Write("\n\n"u8);
    }
}
