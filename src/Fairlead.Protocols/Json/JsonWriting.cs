using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Writes slices as they are.</summary>
public static class JsonWriting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A writer for wire formats: only what JSON demands is escaped.</summary>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(output, Options);

    /// <summary>Writes a value as it was written; <c>null</c> for none.</summary>
    public static void Write(this Utf8JsonWriter writer, JsonSlice value)
    {
        if (value.IsPresent)
        {
            writer.WriteRawValue(value.Text.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a member with a value as it was written; <c>null</c> for none.</summary>
    public static void Write(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonSlice value)
    {
        writer.WritePropertyName(name);
        writer.Write(value);
    }

    /// <summary>Writes a member if there is a value for it.</summary>
    public static void WriteIfPresent(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonSlice value)
    {
        if (value.IsPresent)
        {
            writer.Write(name, value);
        }
    }
}
