namespace Fairlead.Protocols.JsonSchema;

/// <summary>A keyword that schemas may use.</summary>
/// <param name="Name">As the schema writes it.</param>
/// <param name="IsForOutput">Whether <see cref="SchemaProfile.Output"/> has it.</param>
/// <param name="Read">Checks its value and adds to the node what it asks for.</param>
internal sealed record Keyword(string Name, bool IsForOutput, Action<KeywordSite> Read);
