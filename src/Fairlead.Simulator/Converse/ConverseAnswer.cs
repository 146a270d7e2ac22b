using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Converse;

/// <summary>An answer before it is written.</summary>
/// <param name="Reasoning">The reasoning shown first, if any.</param>
/// <param name="Answer">Text or tool uses.</param>
/// <param name="StopReason">Why it stops, in the vendor's spelling.</param>
/// <param name="StopSequence">The stop sequence it stopped at.</param>
/// <param name="Usage">What it is billed.</param>
internal sealed record ConverseAnswer(ReasoningBlock? Reasoning, Answer Answer, string StopReason, string? StopSequence, ConverseUsage Usage)
{
    internal static ConverseAnswer Compose(ConverseRequest request, Directives directives, Exchange exchange)
    {
        Answer answer = Renamed(Composer.Compose(request.Chat, directives, exchange.Digest, exchange.Options.Seed, 0));
        ReasoningBlock? reasoning = request.Thinks ? ReasoningBlock.Of(request, directives, exchange.Digest) : null;
        string? stopped = StopSequenceOf(request, directives, exchange, answer);
        string natural = answer.FinishReason switch
        {
            "tool_calls" => "tool_use",
            "length" => "max_tokens",
            _ => stopped is null ? "end_turn" : "stop_sequence",
        };
        int output = answer.Tokens + directives.Reasoning + TextPieces.Count(reasoning?.Text ?? "");
        return new ConverseAnswer(
            reasoning, answer, directives.Stop ?? natural, stopped, ConverseUsage.Of(request.Chat.PromptTokens, output, directives));
    }

    // What would have been said without stop sequences tells which one cut it off.
    private static string? StopSequenceOf(ConverseRequest request, Directives directives, Exchange exchange, Answer answer)
    {
        if (answer.FinishReason != "stop" || request.Chat.Stop.Count == 0)
        {
            return null;
        }

        ChatRequest free = request.Chat with { Stop = [], MaxTokens = null };
        string whole = Composer.Compose(free, directives, exchange.Digest, exchange.Options.Seed, 0).Content ?? "";
        return request.Chat.Stop.FirstOrDefault(s => whole.AsSpan(answer.Content!.Length).StartsWith(s, StringComparison.Ordinal));
    }

    private static Answer Renamed(Answer answer) => answer with
    {
        ToolCalls = [.. answer.ToolCalls.Select(c => new ToolCall(c.Id.Replace("call_", "tooluse_", StringComparison.Ordinal), c.Name, c.Arguments))],
    };
}
