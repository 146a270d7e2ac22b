namespace Fairlead.Gateway.Catalog;

/// <summary>What <c>supportedFeatures</c> of a model can switch off. A feature that is off is taken out of what is sent, and said to be.</summary>
[Flags]
public enum ModelFeatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>temperature</c></summary>
    Temperature = 1,

    /// <summary><c>topP</c></summary>
    TopP = 1 << 1,

    /// <summary><c>seed</c></summary>
    Seed = 1 << 2,

    /// <summary><c>stop</c></summary>
    Stop = 1 << 3,

    /// <summary><c>tools</c>, and with them the choice among them</summary>
    Tools = 1 << 4,

    /// <summary><c>parallelToolCalls</c></summary>
    ParallelToolCalls = 1 << 5,

    /// <summary><c>vision</c>: images in messages</summary>
    Vision = 1 << 6,

    /// <summary><c>reasoning</c></summary>
    Reasoning = 1 << 7,

    /// <summary><c>responseFormat</c></summary>
    ResponseFormat = 1 << 8,

    /// <summary><c>streaming</c>: off means the model is called without, and its answer delivered as a stream all the same</summary>
    Streaming = 1 << 9,
}
