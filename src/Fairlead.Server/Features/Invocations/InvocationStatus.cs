namespace Fairlead.Server.Features.Invocations;

/// <summary>The states of an invocation, in Port's spelling.</summary>
internal static class InvocationStatus
{
    public const string InProgress = "In Progress";

    public const string Completed = "Completed";

    public const string Failed = "Failed";
}
