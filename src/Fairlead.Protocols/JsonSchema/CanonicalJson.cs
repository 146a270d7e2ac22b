using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// Writes a JSON value so that two values that mean the same are written the same, whatever their white space, escapes, spelling of numbers and order of
/// members; and two others are not. What is written is for digests and comparisons, not for reading: every part begins with its kind and its length.
/// </summary>
public static class CanonicalJson
{
    /// <summary>A value as a text that is equal to those of equal values.</summary>
    internal static string Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Where to.</param>
    /// <param name="except">A member of the value itself that is left out; empty for none.</param>
    public static void Write(JsonElement value, IBufferWriter<byte> output, ReadOnlySpan<byte> except = default)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, except);
                break;
            case JsonValueKind.Array:
                WriteHead((byte)'[', value.GetArrayLength(), output);
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, output);
                }

                break;
            case JsonValueKind.String:
                WriteText(JsonMarshal.GetRawUtf8Value(value)[1..^1], output);
                break;
            case JsonValueKind.Number:
                WritePart((byte)'0', Encoding.UTF8.GetBytes(ExactNumber.Of(value).ToString()), output);
                break;
            default:
                WriteHead((byte)value.ValueKind, 0, output);
                break;
        }
    }

    // Of members of one name the order counts: readers differ in which of them they take.
    private static void WriteObject(JsonElement value, IBufferWriter<byte> output, ReadOnlySpan<byte> except)
    {
        var members = new List<(byte[] Name, JsonElement Value)>();
        foreach (var member in value.EnumerateObject())
        {
            var name = Canonical(JsonMarshal.GetRawUtf8PropertyName(member));
            if (except.IsEmpty || !name.AsSpan(1).SequenceEqual(except))
            {
                members.Add((name, member.Value));
            }
        }

        WriteHead((byte)'{', members.Count, output);
        foreach (var (name, member) in members.OrderBy(static member => member.Name, Comparer<byte[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other))))
        {
            WritePart((byte)'"', name, output);
            Write(member, output);
        }
    }

    private static void WriteText(ReadOnlySpan<byte> inner, IBufferWriter<byte> output) => WritePart((byte)'"', Canonical(inner), output);

    // Half a surrogate pair has no UTF-8: such a text stays as it is spelt, and is marked so that no other text is taken for it.
    private static byte[] Canonical(ReadOnlySpan<byte> inner)
    {
        if (!inner.Contains((byte)'\\'))
        {
            return [0, .. inner];
        }

        var reader = new Utf8JsonReader([(byte)'"', .. inner, (byte)'"']);
        reader.Read();
        try
        {
            return [0, .. Encoding.UTF8.GetBytes(reader.GetString()!)];
        }
        catch (InvalidOperationException)
        {
            return [1, .. inner];
        }
    }

    private static void WritePart(byte kind, ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        WriteHead(kind, bytes.Length, output);
        output.Write(bytes);
    }

    private static void WriteHead(byte kind, int length, IBufferWriter<byte> output)
    {
        var head = output.GetSpan(5);
        head[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], length);
        output.Advance(5);
    }
}
