namespace Fairlead.Gateway.Metering;

/// <summary>Where a record's tokens come from.</summary>
public enum UsageSource
{
    /// <summary>From nowhere: nothing was answered, or what was answered is not measured in tokens.</summary>
    None,

    /// <summary>The upstream said them.</summary>
    Upstream,

    /// <summary>The upstream did not say; the texts of the request and of its answer were counted with the o200k vocabulary.</summary>
    Tokenizer,

    /// <summary>
    /// The upstream did not say, or not of all, and the texts were not kept: four bytes to a token of what was sent, and of a stream one token to a delta.
    /// </summary>
    Estimate,
}
