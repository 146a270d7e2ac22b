using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.FileReferences;

/// <summary>
/// Reads the files that a body refers to: every text that is called <c>file_id</c>, or lies in a list called so or <c>file_ids</c>, however the name is spelt and however
/// often it is given. Sources: https://platform.openai.com/docs/api-reference/responses/create, https://docs.claude.com/en/docs/build-with-claude/files
/// </summary>
internal static class FileReferenceReader
{
    private const int MaxDepth = 128;

    /// <summary>The ids, each once, in order.</summary>
    /// <param name="body">A body that is known to be JSON.</param>
    /// <param name="top">What its places mean.</param>
    public static IReadOnlyCollection<string> Read(in ReadOnlySequence<byte> body, Place top)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        ReadValue(ref reader, top, isFile: false, ids);
        return ids.Keys;
    }

    private static void ReadValue(ref Utf8JsonReader reader, Place? place, bool isFile, OrderedDictionary<string, bool> ids)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when place is not { IsOpaque: true }:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var below = place?.Below(ref reader);
                    var isNext = reader.NameIs("file_id"u8) || reader.NameIs("file_ids"u8);
                    reader.Read();
                    ReadValue(ref reader, below, isNext, ids);
                }

                break;
            case JsonTokenType.StartArray when place is not { IsOpaque: true }:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadValue(ref reader, place, isFile, ids);
                }

                break;
            case JsonTokenType.String when isFile && place is not { IsOwnText: true }:
                ids.TryAdd(TextOf(ref reader), true);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: nobody's file is called that.
            return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }
}
