using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.GenerateContent;

/// <summary><c>generateContent</c> and <c>streamGenerateContent</c>.</summary>
internal static class GenerateContentEndpoint
{
    private const string BlockedPrompt = "PROHIBITED_CONTENT";

    internal static async Task AnswerAsync(Exchange exchange, GeminiPath path)
    {
        GeminiRequest request = RequestReader.Read(exchange, path);
        Directives directives = Directives.Read(request.Chat.LastUserText);
        if (Ordered(directives, path) is { } error)
        {
            throw new RefusedException(error);
        }

        Candidate[] candidates = directives.Stop == BlockedPrompt
            ? []
            : [.. Enumerable.Range(0, request.Chat.Choices).Select(i => Candidate.Compose(request, directives, exchange, i))];
        GeminiUsage usage = UsageOf(request, directives, candidates);
        var responses = new ResponseWriter(request, exchange.Digest.Add("response").Letters(22));
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        if (request.Chat.Stream)
        {
            await StreamAsync(exchange, responses, pace, usage, candidates, Broken(directives, path));
            return;
        }

        await pace.WaitAsync(usage.Candidates + usage.Thoughts, exchange.ClientGone);
        await Reply.JsonAsync(
            exchange,
            200,
            candidates.Length > 0 ? responses.Whole(candidates, usage) : responses.Blocked(BlockedPrompt, usage),
            GenerateContentWire.Json);
    }

    private static async Task StreamAsync(
        Exchange exchange, ResponseWriter responses, Pace pace, GeminiUsage usage, Candidate[] candidates, ApiError? brokenBy)
    {
        var framing = new ChunkFraming(exchange);
        if (candidates.Length > 0)
        {
            await new ChunkStream(responses, framing, pace, usage).WriteAsync(candidates, brokenBy, exchange.ClientGone);
            return;
        }

        framing.Begin();
        if (await framing.SendAsync(responses.Blocked(BlockedPrompt, usage)))
        {
            await framing.EndAsync();
        }
    }

    private static ApiError? Ordered(Directives directives, GeminiPath path) =>
        directives.Status is { } status ? GoogleErrors.ByStatus(status, path, 7)
        : directives.Error is { } code ? GoogleErrors.ByCode(code, path)
        : null;

    private static ApiError? Broken(Directives directives, GeminiPath path) => directives.Midstream is not { } code ? null
        : GoogleErrors.ByCode(code, path) ?? GoogleErrors.ByStatus(503, path, 0);

    private static GeminiUsage UsageOf(GeminiRequest request, Directives directives, Candidate[] candidates) => new(
        request.Chat.PromptTokens,
        candidates.Where(c => !c.IsWithheld).Sum(c => c.Answer.Tokens),
        request.Thinks && candidates.Length > 0 ? directives.Reasoning + candidates.Sum(c => TextPieces.Count(c.Thought ?? "")) : 0,
        Math.Min(directives.Cached, request.Chat.PromptTokens));
}
