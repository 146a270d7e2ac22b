using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

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

    /// <summary>What is wrong beyond the schema; <c>prompt</c> and <c>userPrompt</c> are one field with two names.</summary>
    protected static IEnumerable<Problem> CheckCommon(SoundPart body)
    {
        if (!body.Has("prompt") && !body.Has("userPrompt"))
        {
            yield return new Problem("prompt", "is required");
        }
        else if (body.Root.TryGetProperty("prompt", out var one) && body.Root.TryGetProperty("userPrompt", out var other) && one.GetString() != other.GetString())
        {
            yield return new Problem("userPrompt", "is the same field as prompt, but differs from it; send one of them");
        }

        if (body.Root.TryGetProperty("outputSchema", out var schema) && !Schema.TryParse(schema, out _, out var problems))
        {
            foreach (var problem in problems)
            {
                yield return problem.Under("outputSchema");
            }
        }
    }

    /// <summary>What is asked for.</summary>
    public InvocationInput ToInput(string? agent, string? continues) => new()
    {
        Prompt = (Prompt ?? UserPrompt)!,
        Agent = agent,
        Continues = continues,
        SystemPrompt = SystemPrompt is { Length: > 0 } ? SystemPrompt : null,
        Provider = Provider,
        Model = Model,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
        OutputSchema = OutputSchema.ValueKind == JsonValueKind.Undefined ? null : Schema.Parse(OutputSchema, SchemaProfile.Output),
        Labels = Labels ?? new Dictionary<string, string>(),
        McpServers = [.. (McpServers ?? []).Select(static server => server.Identifier)],
    };
}
