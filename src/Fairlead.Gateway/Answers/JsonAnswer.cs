using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Protocols;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Answers;

/// <summary>A whole answer, passed on byte for byte while its usage is read beside it.</summary>
internal sealed class JsonAnswer(Attempt attempt, UpstreamBody body) : UpstreamAnswer(attempt, body)
{
    private readonly UsageScanner scanner = new();
    private readonly ResponseIdScanner? id = attempt.Keeper is { } keeper ? new ResponseIdScanner(keeper) : null;

    public override string ContentType => Body.ContentType ?? "application/json";

    public override long? ContentLength => Body.Response.Content.Headers.ContentLength;

    public override bool IsEventStream => Body.IsEventStream;

    public override Usage? Usage => scanner.Usage;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        var piece = await Body.ReadAsync();
        scanner.Scan(piece.Span);
        id?.Scan(piece.Span);
        Text?.Add(piece.Span);
        Failure = Body.Failure;
        return piece;
    }
}
