using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Features.Invocations;

/// <summary>What both routes ask for, as it came.</summary>
internal sealed record InvocationInput
{
    public required string Prompt { get; init; }

    /// <summary>The agent that is invoked; null for a general-purpose interaction.</summary>
    public string? Agent { get; init; }

    /// <summary>The invocation that this one goes on from.</summary>
    public string? Continues { get; init; }

    public string? SystemPrompt { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    public Schema? OutputSchema { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> McpServers { get; init; } = [];
}
