namespace Fairlead.Server.Features.Agents;

/// <summary>An agent: a stored prompt, with the tools, provider and model that it runs with.</summary>
public sealed record Agent(
    string Identifier,
    string? Title,
    string? Icon,
    AgentProperties Properties,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt,
    string UpdatedBy);
