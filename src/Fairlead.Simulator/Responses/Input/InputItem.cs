using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>One item of a conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Json">As it is told back.</param>
internal sealed record InputItem(string Id, string Type, JsonElement Json)
{
    /// <summary>Who speaks, in a message.</summary>
    internal string? Role { get; init; }

    /// <summary>The text of a message or of a tool's result.</summary>
    internal string Text { get; init; } = "";

    /// <summary>The call asked for.</summary>
    internal ToolCall? Call { get; init; }

    /// <summary>The call answered.</summary>
    internal string? Answers { get; init; }
}
