using System.Runtime.CompilerServices;
using Fairlead.Gateway.Attempts;
using Fairlead.Protocols.Multipart;

namespace Fairlead.Gateway.Uploads;

/// <summary>Where the pieces of a body go, in order; another value takes a field's place as they pass.</summary>
internal sealed class UploadSink(Stream target, MultipartField? field, byte[]? replacement, AttemptClock? clock)
{
    private long position;

    /// <summary>The next piece is the client's to send.</summary>
    public void AwaitClient() => clock?.AwaitClient();

    /// <summary>Writes the next piece.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        clock?.AwaitUpstream();
        if (field is null || position > field.End || position + piece.Length < field.Start)
        {
            await target.WriteAsync(piece, cancellationToken);
        }
        else
        {
            await WriteEditedAsync(piece, field, cancellationToken);
        }

        position += piece.Length;
    }

    // The replacement goes out with the piece in which the old value begins, which is not the one before it: that one may end where the value begins.
    private async ValueTask WriteEditedAsync(ReadOnlyMemory<byte> piece, MultipartField field, CancellationToken cancellationToken)
    {
        var start = (int)Math.Clamp(field.Start - position, 0, piece.Length);
        var end = (int)Math.Clamp(field.End - position, 0, piece.Length);
        await target.WriteAsync(piece[..start], cancellationToken);
        if (field.Start >= position && field.Start < position + piece.Length)
        {
            await target.WriteAsync(replacement, cancellationToken);
        }

        await target.WriteAsync(piece[end..], cancellationToken);
    }
}
