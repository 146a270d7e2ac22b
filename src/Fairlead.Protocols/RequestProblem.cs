namespace Fairlead.Protocols;

/// <summary>Why a request body cannot be read.</summary>
/// <param name="Code">OpenAI's error code where it has one, otherwise a word of ours.</param>
/// <param name="Message">What is wrong and where, without quoting any of the body.</param>
/// <param name="Param">The field, when one is to blame.</param>
public sealed record RequestProblem(string Code, string Message, string? Param = null);
