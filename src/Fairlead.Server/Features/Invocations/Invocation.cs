using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Features.Invocations;

/// <summary>One run, checked and ready: everything that could be refused has been.</summary>
internal sealed record Invocation
{
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public string? Continues { get; init; }

    public string? Agent { get; init; }

    public required Principal Caller { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>What was said before.</summary>
    public required IReadOnlyList<Turn> History { get; init; }

    public required string Prompt { get; init; }

    public required Deployment Deployment { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>What the answer must satisfy; null for free text.</summary>
    public Schema? OutputSchema { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyList<string> McpServers { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether the schema goes upstream as <c>response_format</c>, rather than into the prompt.</summary>
    public bool UsesNativeSchema => OutputSchema is not null && Deployment.Provider.SupportsStructuredOutputs && !Deployment.Lacks(ModelFeatures.ResponseFormat);

    /// <summary>The caller's fields that the model cannot take.</summary>
    public IReadOnlyList<string> DroppedParams => Temperature is not null && Deployment.Lacks(ModelFeatures.Temperature) ? ["temperature"] : [];
}
