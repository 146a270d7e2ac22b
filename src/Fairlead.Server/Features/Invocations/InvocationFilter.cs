namespace Fairlead.Server.Features.Invocations;

/// <summary>Which records are asked for; a null leaves a side open. The label is a member of the stored labels, as JSON.</summary>
internal sealed record InvocationFilter(string? AskedBy, string? Agent, string? Status, string? Label, long? From, long? To, long? AfterTime, string? AfterId);
