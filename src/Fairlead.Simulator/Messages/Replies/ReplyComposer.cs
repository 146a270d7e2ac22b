using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Messages.Reading;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>Decides what is answered, from what the shared part of the simulator says.</summary>
internal static class ReplyComposer
{
    // The vendor's documentation gives texts that start so to try its answer to them.
    private const string RedactionTrigger = "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING";

    internal static Reply Compose(MessagesRequest request, Directives directives, Exchange exchange, bool vertex)
    {
        ReplyBlock? thought = Think(request, directives, exchange);
        int thinking = (thought is null ? 0 : Math.Max(1, TextPieces.Count(ThoughtText(request, directives)))) + directives.Reasoning;
        int shown = thought is null ? 0 : thinking - directives.Reasoning;
        ChatRequest chat = request.Chat with { MaxTokens = Math.Max(0, (request.Chat.MaxTokens ?? int.MaxValue) - shown) };
        Answer answer = Composer.Compose(chat, directives, exchange.Digest, exchange.Options.Seed, 0);
        IEnumerable<ReplyBlock> said = answer.Content is { Length: > 0 } text ? [new ReplyBlock("text", text)] : [];
        IEnumerable<ReplyBlock> calls = answer.ToolCalls.Select((call, i) => new ReplyBlock("tool_use", call.Arguments)
        {
            Call = call with { Id = $"toolu_{(vertex ? "vrtx_" : "")}01{exchange.Digest.Add("tool").Add(i).Letters(22)}" },
        });
        return new Reply(
            $"msg_{(vertex ? "vrtx_" : "")}01{exchange.Digest.Add("message").Letters(22)}",
            request.Chat.Model,
            [.. thought is null ? [] : (ReplyBlock[])[thought], .. said, .. calls],
            directives.Stop ?? ReasonOf(answer),
            answer.StopSequence,
            UsageOf(request, directives, answer.Tokens + thinking, thinking));
    }

    private static string ReasonOf(Answer answer) => answer switch
    {
        { FinishReason: "tool_calls" } => "tool_use",
        { FinishReason: "length" } => "max_tokens",
        { StopSequence: not null } => "stop_sequence",
        _ => "end_turn",
    };

    private static ReplyBlock? Think(MessagesRequest request, Directives directives, Exchange exchange)
    {
        if (!request.ThinksNow)
        {
            return null;
        }

        var signatures = new ThinkingSignature(exchange.Options.Seed);
        if (request.Chat.LastUserText.Contains(RedactionTrigger, StringComparison.Ordinal))
        {
            return new ReplyBlock("redacted_thinking", "") { Signature = signatures.Sign(ThinkingTurns.RedactedText, exchange.Digest) };
        }

        string text = request.Thinking.Omitted ? "" : ThoughtText(request, directives);
        return new ReplyBlock("thinking", text) { Signature = signatures.Sign(text, exchange.Digest) };
    }

    private static string ThoughtText(MessagesRequest request, Directives directives)
    {
        string text = directives.Thinking
            ?? "The user wrote something. I am a simulator and have no opinion, so I will say so, politely and at once.";
        int most = Math.Min(request.Thinking.Budget ?? int.MaxValue, request.Chat.MaxTokens ?? int.MaxValue);
        return TextPieces.Truncate(text, most);
    }

    private static ReplyUsage UsageOf(MessagesRequest request, Directives directives, int output, int thinking)
    {
        int prompt = request.Chat.PromptTokens;
        int read = Math.Min(directives.Cached, prompt);
        int written = Math.Min(directives.CacheWrite, prompt - read);
        return new ReplyUsage(prompt - read - written, written, read, output, thinking);
    }
}
