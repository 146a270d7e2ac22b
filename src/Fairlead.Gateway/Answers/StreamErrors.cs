using Fairlead.Gateway.Attempts;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.Answers;

/// <summary>The class of an error that a stream ends with: there is no status to tell it.</summary>
internal static class StreamErrors
{
    /// <summary>The class of an error.</summary>
    public static FailureKind KindOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Overloaded => FailureKind.Overloaded,
        ErrorKind.RateLimited or ErrorKind.Quota => FailureKind.RateLimited,
        ErrorKind.Authentication => FailureKind.Auth,
        ErrorKind.ContentPolicy => FailureKind.Refused,
        ErrorKind.ContextLength => FailureKind.BadRequest,
        ErrorKind.ModelNotFound => FailureKind.NotFound,
        _ => FailureKind.CutOff,
    };
}
