using Fairlead.Gateway.Attempts;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Answers;

/// <summary>Bytes that nobody reads on the way: sound, a file's content, an event stream within a file.</summary>
internal sealed class OpaqueAnswer(Attempt attempt, UpstreamBody body) : UpstreamAnswer(attempt, body)
{
    public override string ContentType => Body.ContentType ?? "application/octet-stream";

    public override long? ContentLength => Body.Response.Content.Headers.ContentLength;

    public override bool IsEventStream => false;

    public override Usage? Usage => null;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        var piece = await Body.ReadAsync();
        Failure = Body.Failure;
        return piece;
    }
}
