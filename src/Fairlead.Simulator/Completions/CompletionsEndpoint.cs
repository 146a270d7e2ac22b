using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Completions;

/// <summary><c>POST /v1/completions</c>, the legacy one.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/completions</remarks>
internal static class CompletionsEndpoint
{
    internal static async Task AnswerAsync(Exchange exchange)
    {
        CompletionRequest request = CompletionRequest.Read(exchange);
        Directives directives = Directives.Read(request.Prompts[^1]);
        OrderedError.ThrowIfAny(directives, request.Model, exchange);
        CompletionChoice[] choices =
        [
            .. request.Prompts.SelectMany(prompt => Enumerable.Range(0, request.Choices).Select(i => (prompt, i)))
                .Select((c, index) => Compose(request, exchange, c.prompt, c.i, index)),
        ];
        var usage = new Usage(
            request.PromptTokens, choices.Sum(c => TextPieces.Count(c.Text)), Math.Min(directives.Cached, request.PromptTokens), 0);
        var envelope = new Envelope($"cmpl-{exchange.Digest.Add("completion").Letters(29)}", exchange.CreatedAt, request.Model, "fp_simulated");
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        await (request.Stream
            ? StreamAsync(exchange, envelope, pace, choices, request.IncludeUsage ? usage : null)
            : WholeAsync(exchange, envelope, pace, choices, usage));
    }

    private static CompletionChoice Compose(CompletionRequest request, Exchange exchange, string prompt, int choice, int index)
    {
        var directives = Directives.Read(prompt);
        Answer answer = OrderedStop.Apply(
            Composer.Compose(request.AsChat(prompt), directives, exchange.Digest, exchange.Options.Seed, choice), directives);
        string text = (request.Echo ? prompt : "") + (answer.Content ?? answer.Refusal);
        return new CompletionChoice(
            index, text, answer.FinishReason, request.Logprobs is { } top ? [.. TokenLogprob.OfText(text, top)] : null);
    }

    private static async Task WholeAsync(
        Exchange exchange, Envelope envelope, Pace pace, IReadOnlyList<CompletionChoice> choices, Usage usage)
    {
        await pace.WaitAsync(usage.Completion, exchange.ClientGone);
        await exchange.WriteJsonAsync(200, new JsonBody(json =>
        {
            json.WriteStartObject();
            envelope.WriteTo(json, "text_completion");
            WriteChoices(json, choices);
            usage.WriteTo(json);
            json.WriteEndObject();
        }));
    }

    private static async Task StreamAsync(
        Exchange exchange, Envelope envelope, Pace pace, IReadOnlyList<CompletionChoice> choices, Usage? usage)
    {
        var events = new ServerSentEvents(exchange);
        events.Begin();
        foreach (CompletionChoice step in choices.SelectMany(Steps))
        {
            await pace.WaitAsync(TextPieces.Count(step.Text), exchange.ClientGone);
            if (!await events.SendAsync(null, json => WriteChunk(json, [step])))
            {
                return;
            }
        }

        if (usage is null || await events.SendAsync(null, json =>
        {
            WriteChunk(json, []);
            usage.WriteTo(json);
        }))
        {
            await events.SendDoneAsync();
        }

        void WriteChunk(Utf8JsonWriter json, IReadOnlyList<CompletionChoice> steps)
        {
            envelope.WriteTo(json, "text_completion");
            WriteChoices(json, steps);
        }
    }

    private static IEnumerable<CompletionChoice> Steps(CompletionChoice choice) =>
    [
        .. TextPieces.Split(choice.Text).Select((piece, i) =>
            new CompletionChoice(choice.Index, piece, null, choice.Logprobs is { } all ? [all[i]] : null)),
        choice with { Text = "", Logprobs = null },
    ];

    private static void WriteChoices(Utf8JsonWriter json, IReadOnlyList<CompletionChoice> choices)
    {
        json.WriteStartArray("choices");
        foreach (CompletionChoice choice in choices)
        {
            choice.WriteTo(json);
        }

        json.WriteEndArray();
    }
}
