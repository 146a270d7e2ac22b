using System.Text;
using Anthropic.Models.Messages;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>What the vendor's client made of a message's stream.</summary>
internal sealed class ToldMessage
{
    /// <summary>The events' types, in order.</summary>
    public List<string> Kinds { get; } = [];

    public StringBuilder Text { get; } = new();

    public StringBuilder Thought { get; } = new();

    public string? Signature { get; private set; }

    public string? Model { get; private set; }

    public StopReason? Stop { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>The tools' names by the index of their block.</summary>
    public SortedDictionary<long, string> Tools { get; } = [];

    /// <summary>Their arguments, put together.</summary>
    public Dictionary<long, StringBuilder> Arguments { get; } = [];

    public static async Task<ToldMessage> ReadAsync(IAsyncEnumerable<RawMessageStreamEvent> stream)
    {
        var told = new ToldMessage();
        await foreach (var step in stream)
        {
            told.Kinds.Add(step.Json.GetProperty("type").GetString()!);
            told.Take(step);
        }

        return told;
    }

    private void Take(RawMessageStreamEvent step)
    {
        if (step.TryPickStart(out var start))
        {
            Model = start.Message.Model.Raw();
        }
        else if (step.TryPickContentBlockStart(out var block) && block.ContentBlock.TryPickToolUse(out var use))
        {
            Tools.Add(block.Index, use.Name);
            Arguments.Add(block.Index, new StringBuilder());
        }
        else if (step.TryPickContentBlockDelta(out var delta))
        {
            Take(delta);
        }
        else if (step.TryPickDelta(out var end))
        {
            Stop = end.Delta.StopReason?.Value();
            OutputTokens = end.Usage.OutputTokens;
        }
    }

    private void Take(RawContentBlockDeltaEvent delta)
    {
        Text.Append(delta.Delta.TryPickText(out var text) ? text.Text : "");
        Thought.Append(delta.Delta.TryPickThinking(out var thinking) ? thinking.Thinking : "");
        Signature = delta.Delta.TryPickSignature(out var signed) ? signed.Signature : Signature;
        if (delta.Delta.TryPickInputJson(out var input))
        {
            Arguments[delta.Index].Append(input.PartialJson);
        }
    }
}
