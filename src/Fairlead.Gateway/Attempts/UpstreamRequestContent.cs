using System.Buffers;
using System.Net;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Attempts;

/// <summary>Sends a body from the segments where it lies, with the edits between them: no copy is made.</summary>
internal sealed class UpstreamRequestContent : HttpContent
{
    private readonly ReadOnlySequence<byte> body;
    private readonly BodyEdits? edits;

    public UpstreamRequestContent(ReadOnlySequence<byte> body, BodyEdits? edits, string? contentType)
    {
        this.body = body;
        this.edits = edits;
        var isJson = contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true && Outbound.HeaderAllowList.CanBeSent(contentType);
        Headers.TryAddWithoutValidation("Content-Type", isJson ? contentType : "application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var position = 0L;
        for (var i = 0; i < edits?.Items.Count; i++)
        {
            var edit = edits.Items[i];
            await WriteAsync(stream, body.Slice(position, edit.Start - position), cancellationToken);
            await stream.WriteAsync(edit.Replacement, cancellationToken);
            position = edit.End;
        }

        await WriteAsync(stream, body.Slice(position), cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = edits?.LengthOf(body) ?? body.Length;
        return true;
    }

    private static async ValueTask WriteAsync(Stream stream, ReadOnlySequence<byte> part, CancellationToken cancellationToken)
    {
        foreach (var segment in part)
        {
            await stream.WriteAsync(segment, cancellationToken);
        }
    }
}
