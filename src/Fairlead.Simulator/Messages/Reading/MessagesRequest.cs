using Fairlead.Simulator.Chat;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>A valid request, as far as it decides the answer.</summary>
/// <param name="Chat">The conversation as the shared part of the simulator knows it.</param>
/// <param name="Thinking">What is asked for about thinking.</param>
/// <param name="ThinksNow">Whether this answer begins with thinking: a turn that goes on after results of tools mostly does not.</param>
internal sealed record MessagesRequest(ChatRequest Chat, ThinkingConfig Thinking, bool ThinksNow);
