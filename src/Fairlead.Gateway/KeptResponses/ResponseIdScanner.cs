using System.Buffers;
using System.Text.Json;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>
/// Finds the top-level <c>id</c> of a response that flows by in pieces of any size. Servers write it first, so little is ever read; a single
/// value of more than 64 KiB before it ends the search.
/// </summary>
internal sealed class ResponseIdScanner(ResponseKeeper keeper)
{
    private const int MaxWaiting = 64 * 1024;
    private readonly ArrayBufferWriter<byte> waiting = new();
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 256 });
    private bool isNext;
    private bool hasEnded;

    /// <summary>Looks at the next piece.</summary>
    public void Scan(ReadOnlySpan<byte> piece)
    {
        if (hasEnded || piece.IsEmpty)
        {
            return;
        }

        waiting.Write(piece);
        try
        {
            Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            hasEnded = true; // No JSON, or an id that is no Unicode text: nothing that could be asked for again.
        }
    }

    private void Read()
    {
        var reader = new Utf8JsonReader(waiting.WrittenSpan, isFinalBlock: false, state);
        while (!hasEnded && reader.Read())
        {
            if (isNext)
            {
                hasEnded = true;
                Remember(ref reader);
            }

            isNext = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"u8);
            hasEnded |= reader.CurrentDepth == 0 && reader.TokenType != JsonTokenType.StartObject;
        }

        state = reader.CurrentState;
        var rest = waiting.WrittenSpan[(int)reader.BytesConsumed..].ToArray();
        waiting.ResetWrittenCount();
        waiting.Write(rest);
        hasEnded |= rest.Length > MaxWaiting;
    }

    private void Remember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            keeper.Remember(reader.GetString()!);
        }
    }
}
