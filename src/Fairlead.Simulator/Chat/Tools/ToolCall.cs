namespace Fairlead.Simulator.Chat.Tools;

/// <summary>A call of a function with its arguments as JSON text.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments);
