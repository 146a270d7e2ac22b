namespace Fairlead.Server.Features.Configuration;

/// <summary>A declared thing that a configuration adds, changes or removes.</summary>
/// <param name="Change">One of the words below.</param>
/// <param name="Kind"><c>secret</c>, <c>provider</c>, <c>default</c>, <c>key</c>, <c>managed</c> or <c>route</c>.</param>
/// <param name="Name">Its name; null for what there is one of.</param>
/// <param name="Fields">What is other in one that is changed.</param>
internal sealed record ConfigurationChange(string Change, string Kind, string? Name, IReadOnlyList<FieldChange>? Fields)
{
    public const string Added = "added";

    public const string Changed = "changed";

    public const string Removed = "removed";
}
