using Fairlead.Simulator.Chat;

namespace Fairlead.Simulator.Converse;

/// <summary>A valid request, as far as it decides the answer.</summary>
/// <param name="Chat">The conversation and what is asked of the answer.</param>
/// <param name="Thinks">Whether the model was told to reason.</param>
/// <param name="ResponsePaths">The members of the model's own answer that were asked for.</param>
/// <param name="GuardrailTrace">The guardrail whose trace was asked for.</param>
/// <param name="Latency">The latency asked for.</param>
internal sealed record ConverseRequest(
    ChatRequest Chat, bool Thinks, IReadOnlyList<string> ResponsePaths, string? GuardrailTrace, string? Latency);
