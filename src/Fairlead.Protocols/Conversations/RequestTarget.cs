using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What a request's writer must know of where the request goes.</summary>
public sealed record RequestTarget
{
    /// <summary>The upstream model's name for the body, a string; absent when the address says it.</summary>
    public JsonSlice Model { get; init; }

    /// <summary>The upstream model's name, a string, also where the address says it: what it takes depends on it.</summary>
    public JsonSlice ModelName { get; init; }

    /// <summary>Whether the upstream is asked for a stream.</summary>
    public bool IsStream { get; init; }

    /// <summary>Chat only: the field that limits an answer's length, <c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>The longest answer that the model is known to give, thoughts included; null when nothing is known of it. In tokens.</summary>
    public int? MostTokens { get; init; }

    /// <summary>Chat only: whether thoughts of earlier turns go back as <c>reasoning_content</c>.</summary>
    public bool ReturnsReasoning { get; init; }

    /// <summary>The limit for dialects that demand one when the client gave none. In tokens.</summary>
    public int DefaultMaxTokens => MostTokens ?? 4096;

    /// <summary>Whether the upstream takes a JSON Schema for the answer.</summary>
    public bool TakesSchema { get; init; } = true;

    /// <summary>Messages on Vertex: the value of <c>anthropic_version</c> in the body; null elsewhere.</summary>
    public string? AnthropicVersion { get; init; }

    /// <summary>Converse only: the guardrail, as members of <c>guardrailConfig</c>; absent for none.</summary>
    public JsonSlice Guardrail { get; init; }

    /// <summary>The model that a request is written for: the upstream's name of it, or else the client's.</summary>
    internal string NameFor(Conversation conversation) =>
        (ModelName.IsString ? ModelName : Model.IsString ? Model : conversation.Reply.Model).AsString() ?? "";
}
