using System.Text.Json;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Responses.Input;

namespace Fairlead.Simulator.Responses;

/// <summary>A response that can be asked for again.</summary>
internal sealed class StoredResponse(ResponseDraft draft)
{
    private volatile string? unfinished = draft.Request.Background ? "queued" : null;

    internal ResponseDraft Draft { get; } = draft;

    /// <summary>What was said up to and with this response: the input of one that follows it.</summary>
    internal IReadOnlyList<InputItem> Conversation { get; } =
    [
        .. draft.Request.Items,
        .. draft.Output.Select(item => InputReader.OfOutput(
            JsonElement.Parse(new JsonBody(json => item.WriteTo(json, begun: false)).ToBytes()))),
    ];

    /// <summary>The status while it is not finished; null when it is.</summary>
    internal string? Unfinished => unfinished;

    /// <summary>One that runs in the background is found queued once, and finished after that.</summary>
    internal void Advance()
    {
        if (unfinished == "queued")
        {
            unfinished = null;
        }
    }

    /// <returns>False when there is nothing to cancel any more.</returns>
    internal bool Cancel()
    {
        bool running = unfinished == "queued";
        unfinished = running ? "cancelled" : unfinished;
        return running;
    }
}
