using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal static class ChatEndpoint
{
    internal static async Task AnswerAsync(Exchange exchange)
    {
        ChatRequest request = ChatRequestReader.Read(exchange.Body, exchange.Options);
        Directives directives = Directives.Read(request.LastUserText);
        OrderedError.ThrowIfAny(directives, request.Model, exchange);
        Answer[] answers =
        [
            .. Enumerable.Range(0, request.Choices)
                .Select(i => Compose(request, directives, exchange, i)),
        ];
        var usage = new Usage(
            request.PromptTokens,
            answers.Sum(a => a.Tokens) + directives.ReasoningTokens,
            Math.Min(directives.Cached, request.PromptTokens),
            directives.ReasoningTokens);
        var envelope = new Envelope(
            $"chatcmpl-{exchange.Digest.Add("chat").Letters(29)}",
            exchange.CreatedAt,
            request.Model,
            $"fp_simulated_{(uint)new Digest(exchange.Options.Seed).Value:x8}");

        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        await (request.Stream
            ? new ChatStream(exchange, envelope, pace, request.IncludeUsage ? usage : null).WriteAsync(answers)
            : WholeAsync(exchange, envelope, pace, answers, usage));
    }

    private static Answer Compose(ChatRequest request, Directives directives, Exchange exchange, int index) =>
        OrderedStop.Apply(Composer.Compose(request, directives, exchange.Digest, exchange.Options.Seed, index), directives) with
        {
            Thinking = directives.Thinking,
            Logprobs = request.Logprobs,
        };

    private static async Task WholeAsync(Exchange exchange, Envelope envelope, Pace pace, Answer[] answers, Usage usage)
    {
        await pace.WaitAsync(usage.Completion, exchange.ClientGone);
        await exchange.WriteJsonAsync(200, WholeAnswer.Of(envelope, answers, usage));
    }
}
