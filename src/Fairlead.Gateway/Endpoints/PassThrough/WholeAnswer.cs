using System.Buffers;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>Reads answers that must be looked at before the client sees them: descriptions of files and batches.</summary>
internal static class WholeAnswer
{
    private const int MaxBytes = 32 << 20;

    /// <summary>Reads an answer to its end, up to 32 MiB.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, AttemptFailure? Failure)> ReadAsync(Answer answer)
    {
        var body = new ArrayBufferWriter<byte>();
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
        {
            if (body.WrittenCount + piece.Length > MaxBytes)
            {
                return (default, new AttemptFailure(FailureKind.NotOpenAIShaped, $"The upstream of '{answer.ServedBy}' answered with more than {MaxBytes} bytes."));
            }

            body.Write(piece.Span);
        }

        return (body.WrittenMemory, answer.Failure);
    }
}
