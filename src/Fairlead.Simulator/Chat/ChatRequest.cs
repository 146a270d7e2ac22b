using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Chat;

/// <summary>A valid chat completion request, as far as it decides the answer.</summary>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages)
{
    internal IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    internal required ToolChoice ToolChoice { get; init; }

    internal bool ParallelToolCalls { get; init; }

    internal required AnswerFormat Format { get; init; }

    internal int Choices { get; init; }

    internal int? MaxTokens { get; init; }

    internal IReadOnlyList<string> Stop { get; init; } = [];

    internal bool Stream { get; init; }

    internal bool IncludeUsage { get; init; }

    internal long Seed { get; init; }

    /// <summary>How many likely tokens to tell for each; null tells no probabilities.</summary>
    internal int? Logprobs { get; init; }

    internal int PromptTokens { get; init; }

    /// <summary>The turn just taken: instructions that follow it are none.</summary>
    internal ChatMessage Last => Messages.LastOrDefault(static message => message.Role is not ("system" or "developer")) ?? Messages[^1];

    internal string LastUserText => Messages.LastOrDefault(m => m.Role == "user")?.Text ?? "";
}
