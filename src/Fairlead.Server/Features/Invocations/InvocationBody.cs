using System.Text.Json;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>The fields that both routes take.</summary>
internal abstract record InvocationBody
{
    public string? Prompt { get; init; }

    public string? UserPrompt { get; init; }

    public string? SystemPrompt { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public JsonElement OutputSchema { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    public IReadOnlyList<McpServerReference>? McpServers { get; init; }

    /// <summary>What is asked for; <c>prompt</c> and <c>userPrompt</c> are one field with two names.</summary>
    public Outcome<InvocationInput> ToInput(string? agent, string? continues)
    {
        if (Prompt is not null && UserPrompt is not null && Prompt != UserPrompt)
        {
            return ApiErrors.InvalidRequest("userPrompt", "is the same field as prompt, but differs from it; send one of them");
        }

        return (Prompt ?? UserPrompt) is not { } prompt ? ApiErrors.InvalidRequest("prompt", "is required") : new InvocationInput
        {
            Prompt = prompt,
            Agent = agent,
            Continues = continues,
            SystemPrompt = SystemPrompt is { Length: > 0 } ? SystemPrompt : null,
            Provider = Provider,
            Model = Model,
            Temperature = Temperature,
            MaxTokens = MaxTokens,
            OutputSchema = OutputSchema,
            Labels = Labels ?? new Dictionary<string, string>(),
            McpServers = [.. (McpServers ?? []).Select(static server => server.Identifier)],
        };
    }
}
