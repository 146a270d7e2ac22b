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
        if (Ordered(directives, request, exchange) is { } error)
        {
            throw new RefusedException(error);
        }

        Answer[] answers =
        [
            .. Enumerable.Range(0, request.Choices)
                .Select(i => Composer.Compose(request, directives, exchange.Digest, exchange.Options.Seed, i)),
        ];
        var usage = new Usage(
            request.PromptTokens,
            answers.Sum(a => a.Tokens) + directives.Reasoning,
            Math.Min(directives.Cached, request.PromptTokens),
            directives.Reasoning);
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

    private static ApiError? Ordered(Directives directives, ChatRequest request, Exchange exchange) =>
        directives.Status is { } status ? StatusErrors.ByStatus(status, request.Model, exchange.PresentedKey, 7)
        : directives.Error is { } code ? StatusErrors.ByCode(code, request.Model)
        : null;

    private static async Task WholeAsync(Exchange exchange, Envelope envelope, Pace pace, Answer[] answers, Usage usage)
    {
        await pace.WaitAsync(usage.Completion, exchange.ClientGone);
        await exchange.WriteJsonAsync(200, WholeAnswer.Of(envelope, answers, usage));
    }
}
