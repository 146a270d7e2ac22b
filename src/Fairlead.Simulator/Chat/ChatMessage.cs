using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Chat;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">Its text parts, one per line.</param>
/// <param name="ToolCalls">The calls an assistant asked for.</param>
/// <param name="ToolCallId">The call a tool message answers.</param>
internal sealed record ChatMessage(string Role, string Text, IReadOnlyList<ToolCall> ToolCalls, string? ToolCallId);
