namespace Fairlead.Simulator.Messages.Reading;

/// <summary>What <c>messages</c> holds: the turns of both sides, and what the system said in between, one text per line.</summary>
internal sealed record Conversation(IReadOnlyList<Turn> Turns, string SaidBySystem);
