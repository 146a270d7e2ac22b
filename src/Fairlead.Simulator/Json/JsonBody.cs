using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Simulator.Json;

/// <summary>A JSON document to be sent, given by how to write it.</summary>
internal sealed class JsonBody(Action<Utf8JsonWriter> write)
{
    /// <summary>Characters outside ASCII and quotes stay readable, as the vendor sends them.</summary>
    internal static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal JsonBody(string raw)
        : this(json => json.WriteRawValue(raw))
    {
    }

    internal byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal string ToText() => Encoding.UTF8.GetString(ToBytes());
}
