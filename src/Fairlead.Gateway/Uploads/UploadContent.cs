using System.Net;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Uploads;

/// <summary>An upload as the body of an upstream request: the client's media type and, where it is known, length.</summary>
internal sealed class UploadContent : HttpContent
{
    private readonly Upload upload;
    private readonly AttemptClock clock;

    public UploadContent(Upload upload, AttemptClock clock)
    {
        this.upload = upload;
        this.clock = clock;
        if (upload.ContentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", upload.ContentType);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => upload.WriteToAsync(stream, clock, clock.Token);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        upload.WriteToAsync(stream, clock, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = upload.Length ?? 0;
        return upload.Length is not null;
    }
}
