namespace Fairlead.Gateway.Attempts;

/// <summary>Why an attempt failed. The names are those of the contract's <c>details.kind</c>, in its spelling by <see cref="FailureKinds"/>.</summary>
public enum FailureKind
{
    /// <summary>The upstream did not accept the credentials: 401, 403.</summary>
    Auth,

    /// <summary>429</summary>
    RateLimited,

    /// <summary>503, or Anthropic's 529.</summary>
    Overloaded,

    /// <summary>No connection, no first byte or no next byte in time, or 408.</summary>
    TimedOut,

    /// <summary>No connection could be made, or the server broke: another 5xx.</summary>
    Unreachable,

    /// <summary>The upstream declined the content: a content-policy refusal.</summary>
    Refused,

    /// <summary>Another 4xx.</summary>
    BadRequest,

    /// <summary>404: the model or the path is not there.</summary>
    NotFound,

    /// <summary>The answer broke off.</summary>
    CutOff,

    /// <summary>An answer, but not one of OpenAI's.</summary>
    NotOpenAIShaped,
}
