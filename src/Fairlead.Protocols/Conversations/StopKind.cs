namespace Fairlead.Protocols.Conversations;

/// <summary>Why a choice ends.</summary>
public enum StopKind
{
    /// <summary>The model was done.</summary>
    End,

    /// <summary>A stop sequence was met.</summary>
    StopSequence,

    /// <summary>The limit of output tokens, or the context window, was reached.</summary>
    Length,

    /// <summary>Tools are to be called.</summary>
    ToolCalls,

    /// <summary>The vendor's filter stopped it, or the model refused.</summary>
    ContentFilter,

    /// <summary>The vendor paused a long turn: the answer is to be sent back to go on.</summary>
    Pause,

    /// <summary>A reason that is not known here.</summary>
    Other,
}
