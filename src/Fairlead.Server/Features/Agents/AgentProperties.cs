using System.Text.Json.Serialization;

namespace Fairlead.Server.Features.Agents;

/// <summary>What an agent is made of, in Port's spelling.</summary>
public sealed record AgentProperties
{
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary><c>active</c> or <c>inactive</c>.</summary>
    public string Status { get; init; } = "active";

    /// <summary>Patterns over the names of the tools that it may use.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [ReadOnlyTools];

    /// <summary>Its system prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>Whether actions run at once or wait for approval.</summary>
    [JsonPropertyName("execution_mode")]
    public string ExecutionMode { get; init; } = "Approval Required";

    /// <summary>Questions to begin with.</summary>
    [JsonPropertyName("conversation_starters")]
    public IReadOnlyList<string>? ConversationStarters { get; init; }

    /// <summary>Its provider; null for the organization's.</summary>
    public string? Provider { get; init; }

    /// <summary>Its model; null for the provider's.</summary>
    public string? Model { get; init; }

    /// <summary>Free metadata.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The default of <see cref="Tools"/>: tools that only read.</summary>
    public const string ReadOnlyTools = "^(list|get|search|track|describe)_.*";
}
