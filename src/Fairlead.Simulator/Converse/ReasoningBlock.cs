using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Reasoning;

namespace Fairlead.Simulator.Converse;

/// <summary>What the model thought before it answered.</summary>
/// <param name="Text">The thought; null when it is kept back.</param>
/// <param name="Seal">The signature over the text, or the thought kept back, in Base64.</param>
internal sealed record ReasoningBlock(string? Text, string Seal)
{
    /// <summary>The thought of <c>sim:think=redacted</c>: it is given as bytes nobody can read.</summary>
    internal const string Redacted = "redacted";

    internal static ReasoningBlock Of(ConverseRequest request, Directives directives, Digest digest)
    {
        string thought = directives.Thinking ?? $"The request is clear; an answer of {request.Chat.Model} is due.";
        return new ReasoningBlock(thought == Redacted ? null : thought, Signature.Of(thought, digest.Add("reasoning")));
    }
}
