namespace Fairlead.Protocols.Conversations;

/// <summary>A request field that more than one dialect knows, whatever each calls it.</summary>
public enum Parameter
{
    /// <summary>What was said: <c>messages</c>, <c>input</c>.</summary>
    Items,

    /// <summary>Instructions in a field of their own: <c>system</c>, <c>instructions</c>.</summary>
    Instructions,

    /// <summary><c>tools</c></summary>
    Tools,

    /// <summary><c>tool_choice</c></summary>
    ToolChoice,

    /// <summary>Whether several tools may be called at once: a boolean.</summary>
    ParallelToolCalls,

    /// <summary>The most tokens of an answer: a number.</summary>
    MaxTokens,

    /// <summary>Temperature: a number.</summary>
    Temperature,

    /// <summary>Nucleus sampling: a number.</summary>
    TopP,

    /// <summary>How many candidates are sampled from: a number.</summary>
    TopK,

    /// <summary>Stop sequences: an array of strings, or one string.</summary>
    Stop,

    /// <summary>Sampling's seed: a number.</summary>
    Seed,

    /// <summary>How many answers: <c>n</c>, a number.</summary>
    Choices,

    /// <summary>A number.</summary>
    FrequencyPenalty,

    /// <summary>A number.</summary>
    PresencePenalty,

    /// <summary>Whether log probabilities are wanted: a boolean.</summary>
    LogProbs,

    /// <summary>How many of the likeliest tokens are wanted with theirs: a number.</summary>
    TopLogProbs,

    /// <summary>The answer's form.</summary>
    Output,

    /// <summary>How wordy to be: a string.</summary>
    Verbosity,

    /// <summary>How much to think.</summary>
    Reasoning,

    /// <summary>An opaque name of the end user: a string.</summary>
    User,

    /// <summary>Key-value pairs for the vendor's records: an object of strings.</summary>
    Metadata,

    /// <summary>The vendor's processing tier: a string.</summary>
    ServiceTier,

    /// <summary>What requests with the same prefix have in common: a string.</summary>
    PromptCacheKey,

    /// <summary>Whether the vendor is to keep the answer: a boolean.</summary>
    Store,
}
