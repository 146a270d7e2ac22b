using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Http;

/// <summary>An argument of an endpoint that may carry why it could not be made.</summary>
internal interface IArgumentProblem
{
    /// <summary>Why nothing can be said of it at all; null when it could be read.</summary>
    ApiError? Refusal => null;

    /// <summary>What is wrong with it.</summary>
    IReadOnlyList<Problem> Problems { get; }
}
