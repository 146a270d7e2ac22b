using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Server.Features.Invocations;

/// <summary>What the upstream calls of one run came to.</summary>
internal sealed class CallLog
{
    private readonly List<string> edits = [];

    /// <summary>How many calls were made.</summary>
    public int Calls { get; private set; }

    /// <summary>The tokens of all calls whose upstream counted them.</summary>
    public Usage Counted { get; private set; }

    /// <summary>Calls that were answered without a count.</summary>
    public int Uncounted { get; private set; }

    /// <summary>What was changed of the requests on their way.</summary>
    public IReadOnlyList<string> Edits => edits;

    /// <summary>A call begins.</summary>
    public void Began(GatewayRequest request)
    {
        Calls++;
        edits.AddRange((request.Attempt?.EditNames ?? []).Except(edits, StringComparer.Ordinal).ToList());
    }

    /// <summary>An answer has ended.</summary>
    public void Ended(Answer answer)
    {
        if (answer.Usage is not { } usage)
        {
            Uncounted++;
            return;
        }

        Counted = new Usage(
            Counted.InputTokens + usage.InputTokens,
            Counted.OutputTokens + usage.OutputTokens,
            Counted.CachedTokens + usage.CachedTokens,
            Counted.ReasoningTokens + usage.ReasoningTokens);
    }
}
