using Fairlead.Simulator.Chat;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>A valid request, as far as it decides the answer.</summary>
/// <param name="Chat">The conversation and what is asked of the answer.</param>
/// <param name="Thinks">Whether the model may think.</param>
/// <param name="ShowsThoughts">Whether its thoughts are shown.</param>
/// <param name="TopLogprobs">How many alternatives to list with each token's log probability; null lists none at all.</param>
/// <param name="AnswersEnum">Whether the answer is one value of an enumeration as plain text, not as JSON.</param>
internal sealed record GeminiRequest(ChatRequest Chat, bool Thinks, bool ShowsThoughts, int? TopLogprobs, bool AnswersEnum);
