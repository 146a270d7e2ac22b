namespace Fairlead.Protocols.Conversations;

/// <summary>What is appended to a block.</summary>
public enum DeltaKind
{
    /// <summary>Text of a text block, a reasoning block or a refusal.</summary>
    Text,

    /// <summary>Text of a tool call's arguments, as a string holds it.</summary>
    Arguments,

    /// <summary>Of a reasoning block: the vendor's proof, whole. Of a tool call: Gemini's <c>thoughtSignature</c>.</summary>
    Signature,

    /// <summary>Of a reasoning block: thoughts that only the vendor can read, whole.</summary>
    Redacted,

    /// <summary>Of a text block: log probabilities of the tokens just appended, an array in OpenAI's form (<c>token</c>, <c>logprob</c>, <c>bytes</c>, <c>top_logprobs</c>).</summary>
    LogProbs,
}
