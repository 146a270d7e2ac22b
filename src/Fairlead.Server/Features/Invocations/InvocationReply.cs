namespace Fairlead.Server.Features.Invocations;

/// <summary>The whole answer, for a caller who wants no stream.</summary>
internal sealed record InvocationReply(bool Ok, InvocationReply.Answer Result)
{
    internal sealed record Answer(string InvocationIdentifier, string Status, string? Message, InvocationUsage Usage, string Provider, string Model);
}
