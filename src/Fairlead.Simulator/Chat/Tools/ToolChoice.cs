namespace Fairlead.Simulator.Chat.Tools;

/// <summary>Whether tools may, must or must not be called.</summary>
/// <param name="Forbidden"><c>none</c>.</param>
/// <param name="Forced"><c>required</c>, or a named function.</param>
/// <param name="Name">The named function.</param>
internal sealed record ToolChoice(bool Forbidden, bool Forced, string? Name);
