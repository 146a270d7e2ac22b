namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>What a client saw of its request.</summary>
internal enum ChaosEnding
{
    /// <summary>A whole answer.</summary>
    Answered,

    /// <summary>An error with a status.</summary>
    Refused,

    /// <summary>An answer that began, and then said that it would not end.</summary>
    CutOff,

    /// <summary>The client left in the middle of the answer.</summary>
    Left,

    /// <summary>None of these, or more than one: an answer that neither ended nor failed, or both.</summary>
    Ambiguous,
}
