using System.Text;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Hears an answer and keeps what it means: the text of each block, how many pieces it came in, and how it ended.</summary>
internal sealed class Recorder : IReplySink
{
    private readonly Dictionary<int, StringBuilder> blocks = [];

    /// <summary>How many pieces of text and arguments were told.</summary>
    public int Pieces { get; private set; }

    /// <summary>What was told, the pieces of a block put together.</summary>
    public string Content => string.Join('\n', [.. blocks.Values.Select(static block => block.ToString()), Ending]);

    /// <summary>How it ended.</summary>
    public string Ending { get; private set; } = "";

    public void Start(in ReplyStart start) => Ending += $"{start.Id} {start.Model} ";

    public void BeginBlock(in BlockStart block) => blocks.Add(block.Block, new StringBuilder($"{block.Kind} {block.CallId} {block.Name} {block.IsCustom} "));

    public void Append(in BlockDelta delta)
    {
        Pieces += delta.Kind is DeltaKind.Text or DeltaKind.Arguments ? 1 : 0;
        var isText = delta.Kind is DeltaKind.Text or DeltaKind.Arguments;
        blocks[delta.Block].Append(isText ? Encoding.UTF8.GetString(delta.Value.Inner) : $" {delta.Kind}={delta.Value} ");
    }

    public void EndBlock(int choice, int block) => blocks[block].Append(" .");

    public void Finish(int choice, in StopReason reason) => Ending += $"{reason.Kind} ";

    public void Count(in Usage usage) => Ending += $"{usage} ";

    public void Complete() => Ending += "complete";

    public void Fail(in UpstreamError failure) => Ending += $"{failure.Kind} {failure.Code}";
}
