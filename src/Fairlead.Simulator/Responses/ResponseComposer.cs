using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Responses.Output;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses;

/// <summary>Decides what a response consists of.</summary>
internal static class ResponseComposer
{
    private const int LongestInvented = 40;

    internal static ResponseDraft Compose(ResponseRequest request, Directives directives, Exchange exchange)
    {
        int reasoning = directives.ReasoningTokens;

        // The limit of a response counts its reasoning too.
        ChatRequest core = request.Core with { MaxTokens = request.MaxOutputTokens is { } most ? Math.Max(0, most - reasoning) : null };
        Answer answer = OrderedStop.Apply(
            Composer.Compose(core, directives, exchange.Digest, exchange.Options.Seed, 0), directives);
        var ending = ResponseEnding.Of(answer.FinishReason);
        OutputItem[] output = ending.Status == "failed" ? [] : [.. Items(request, directives, exchange, answer)];
        return new ResponseDraft(
            NewId("resp", exchange, 0),
            exchange.CreatedAt,
            request,
            output,
            ending,
            new Usage(core.PromptTokens, answer.Tokens + reasoning, Math.Min(directives.Cached, core.PromptTokens), reasoning));
    }

    private static IEnumerable<OutputItem> Items(ResponseRequest request, Directives directives, Exchange exchange, Answer answer)
    {
        if (directives.ReasoningTokens > 0)
        {
            string id = NewId("rs", exchange, 0);
            string thinking = directives.Thinking ?? Prose.OfTokens(Math.Min(directives.Reasoning, LongestInvented), exchange.Digest);
            yield return new ReasoningOutput(
                id,
                request.Summary ? thinking : null,
                request.Encrypted ? EncryptedReasoning.Seal(id, thinking, exchange.Options.Seed) : null);
        }

        if ((answer.Content ?? answer.Refusal) is { } text)
        {
            bool whole = answer.FinishReason is not ("length" or "content_filter");
            yield return new MessageOutput(NewId("msg", exchange, 0), text, answer.Refusal is not null, whole, request.Logprobs);
        }

        for (int i = 0; i < answer.ToolCalls.Count; i++)
        {
            bool custom = request.CustomTools.Contains(answer.ToolCalls[i].Name);
            yield return new CallOutput(NewId(custom ? "ctc" : "fc", exchange, i), answer.ToolCalls[i], custom);
        }
    }

    private static string NewId(string prefix, Exchange exchange, int index) => $"{prefix}_{exchange.Digest.Add(prefix).Add(index).Letters(48)}";
}
