namespace Fairlead.Protocols.Conversations;

/// <summary>What an upstream's error is by its vendor's own codes; the HTTP status tells the rest.</summary>
public enum ErrorKind
{
    /// <summary>Nothing more than its status tells.</summary>
    Other,

    /// <summary>The credentials were not accepted.</summary>
    Authentication,

    /// <summary>There is no such model.</summary>
    ModelNotFound,

    /// <summary>The input is longer than the model can read.</summary>
    ContextLength,

    /// <summary>The content was refused.</summary>
    ContentPolicy,

    /// <summary>Too many requests or tokens in a time.</summary>
    RateLimited,

    /// <summary>The account has nothing left to spend.</summary>
    Quota,

    /// <summary>The vendor is overloaded.</summary>
    Overloaded,
}
