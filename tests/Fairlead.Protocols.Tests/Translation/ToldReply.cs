using System.Text;
using Fairlead.Protocols.Conversations;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Hears an answer, holds its teller to the rules of <see cref="IReplySink"/>, and writes down what the blocks come to.</summary>
internal sealed class ToldReply : IReplySink
{
    private readonly SortedDictionary<(int Choice, int Block), Heard> blocks = [];
    private readonly Dictionary<int, string> ends = [];
    private bool hasStarted;

    public int Deltas { get; private set; }

    public bool IsComplete { get; private set; }

    public UpstreamError? Failure { get; private set; }

    public Usage? Usage { get; private set; }

    public string Content => string.Join(' ', blocks.Select(static entry => $"{entry.Key.Choice}.{entry.Key.Block} {entry.Value}").Concat(ends.Order().Select(static end => $"{end.Key} {end.Value}")));

    public void Start(in ReplyStart start)
    {
        Assert.False(hasStarted);
        AssertOpen();
        hasStarted = true;
    }

    public void BeginBlock(in BlockStart block)
    {
        AssertTelling(block.Choice);
        var choice = block.Choice;
        Assert.Equal(blocks.Keys.Count(key => key.Choice == choice), block.Block);
        Assert.True(block.Kind != BlockKind.ToolCall || (block.CallId.IsString && block.Name.IsString));
        blocks.Add((block.Choice, block.Block), new Heard { Head = $"{block.Kind} {block.CallId} {block.Name}" });
    }

    public void Append(in BlockDelta delta)
    {
        AssertTelling(delta.Choice);
        Assert.False(blocks[(delta.Choice, delta.Block)].HasEnded);
        Assert.True(delta.Kind == DeltaKind.LogProbs ? delta.Value.IsArray : delta.Value.IsString);
        blocks[(delta.Choice, delta.Block)].Append(delta);
        Deltas++;
    }

    public void EndBlock(int choice, int block)
    {
        AssertTelling(choice);
        Assert.False(blocks[(choice, block)].HasEnded);
        blocks[(choice, block)].HasEnded = true;
    }

    public void Finish(int choice, in StopReason reason)
    {
        AssertTelling(choice);
        Assert.All(blocks.Where(entry => entry.Key.Choice == choice), static entry => Assert.True(entry.Value.HasEnded));
        ends.Add(choice, $"{reason.Kind} {reason.Word}");
    }

    public void Count(in Usage usage)
    {
        Assert.True(hasStarted);
        AssertOpen();
        Usage = usage;
    }

    public void Complete()
    {
        Assert.True(hasStarted);
        AssertOpen();
        IsComplete = true;
    }

    public void Fail(in UpstreamError failure)
    {
        AssertOpen();
        Failure = failure;
    }

    private void AssertTelling(int choice)
    {
        Assert.True(hasStarted);
        AssertOpen();
        Assert.DoesNotContain(choice, ends.Keys);
    }

    private void AssertOpen()
    {
        Assert.False(IsComplete);
        Assert.Null(Failure);
    }

    private sealed class Heard
    {
        private readonly SortedDictionary<DeltaKind, StringBuilder> texts = [];

        public required string Head { get; init; }

        public bool HasEnded { get; set; }

        public void Append(in BlockDelta delta)
        {
            texts.TryAdd(delta.Kind, new StringBuilder());
            texts[delta.Kind].Append(delta.Kind == DeltaKind.LogProbs ? delta.Value.ToString() : delta.Value.AsString());
        }

        public override string ToString() => $"{Head} [{string.Join(", ", texts.Select(static entry => $"{entry.Key}: {entry.Value}"))}]";
    }
}
