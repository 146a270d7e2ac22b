using System.Text;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Microsoft.Extensions.AI;

namespace Fairlead.Server.Features.Invocations;

/// <summary>The messages of a run.</summary>
internal sealed class Conversation
{
    private readonly List<ChatMessage> messages = [];
    private readonly int earlier;

    public Conversation(Invocation invocation)
    {
        var system = new StringBuilder(invocation.SystemPrompt);
        if (invocation.OutputSchema is { } schema && !invocation.UsesNativeSchema)
        {
            system.Append(system.Length > 0 ? "\n\n" : string.Empty).Append(StructuredOutput.Guidance(schema));
        }

        if (system.Length > 0)
        {
            messages.Add(new ChatMessage(ChatRole.System, system.ToString()));
        }

        messages.AddRange(invocation.History.Select(static turn => new ChatMessage(turn.Role == Turn.User ? ChatRole.User : ChatRole.Assistant, turn.Text)));
        earlier = messages.Count;
        Ask(invocation.Prompt);
    }

    /// <summary>What the model is sent.</summary>
    public IReadOnlyList<ChatMessage> Messages => messages;

    /// <summary>The texts that the model reads.</summary>
    public IReadOnlyCollection<string> Texts => [.. messages.Select(static message => message.Text)];

    /// <summary>What the run's requests come to by our own count: each one holds all that was said before it.</summary>
    public Usage Estimate()
    {
        var (held, read, written) = (0L, 0L, 0L);
        foreach (var (index, message) in messages.Index())
        {
            var tokens = ContextWindow.Count(message.Text);
            held += tokens;
            var isAnswer = message.Role == ChatRole.Assistant;
            read += index < earlier || isAnswer ? 0 : held;
            written += index < earlier || !isAnswer ? 0 : tokens;
        }

        return new Usage(read, written, 0, 0);
    }

    /// <summary>The caller, or the product on its behalf, says something.</summary>
    public void Ask(string text) => messages.Add(new ChatMessage(ChatRole.User, text));

    /// <summary>The model has said something.</summary>
    public void Answered(string text) => messages.Add(new ChatMessage(ChatRole.Assistant, text));
}
