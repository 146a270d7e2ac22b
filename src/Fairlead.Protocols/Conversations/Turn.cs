namespace Fairlead.Protocols.Conversations;

/// <summary>What one side says before the other answers.</summary>
/// <param name="Role"><see cref="Role.User"/>, tool results included, or <see cref="Role.Assistant"/>.</param>
/// <param name="Blocks">Its parts, in order.</param>
public sealed record Turn(Role Role, List<Block> Blocks);
