using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

/// <summary>Notes what a reader tells, with the deltas of a block joined.</summary>
internal sealed class ToldEvents : IReplySink
{
    private readonly Dictionary<int, string> blocks = [];

    public List<string> Lines { get; } = [];

    public int DeltaCount { get; private set; }

    public Usage? Usage { get; private set; }

    public bool IsComplete { get; private set; }

    public UpstreamError? Failure { get; private set; }

    public void Start(in ReplyStart start) => Lines.Add($"start {start.Id} {start.Model}");

    public void BeginBlock(in BlockStart block) => blocks.Add(block.Block, $"{block.Kind} {block.CallId} {block.Name}");

    public void Append(in BlockDelta delta)
    {
        DeltaCount++;
        blocks[delta.Block] += $" {delta.Kind}:{delta.Value}";
    }

    public void EndBlock(int choice, int block) =>
        Lines.Add(blocks[block].Replace("\" Text:\"", "", StringComparison.Ordinal).Replace("\" Arguments:\"", "", StringComparison.Ordinal));

    public void Finish(int choice, in StopReason reason) => Lines.Add($"finish {reason.Kind} {reason.Word} {reason.Sequence}");

    public void Count(in Usage usage) => Usage = usage;

    public void Complete() => IsComplete = true;

    public void Fail(in UpstreamError failure) => Failure = failure;
}
