namespace Fairlead.Server.Features.Invocations;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
internal sealed record Turn(string Role, string Text)
{
    public const string User = "user";

    public const string Assistant = "assistant";
}
