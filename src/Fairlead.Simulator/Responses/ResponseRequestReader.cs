using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Responses.Input;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses;

/// <summary>Reads a request for a response, or refuses it as the vendor would.</summary>
internal static class ResponseRequestReader
{
    private const int LeastOutputTokens = 16;

    internal static ResponseRequest Read(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        ResponseParameters.Check(body);
        string model = ModelsEndpoint.RequiredModel(body, exchange.Options);
        IReadOnlySet<string> included = ResponseParameters.ReadInclude(body);
        IReadOnlyList<InputItem> items = InputReader.Read(body, exchange);
        IReadOnlyList<ChatMessage> messages = WithInstructions(body, items);
        ResponseTools tools = ResponseTools.Read(body);
        int? top = body.Integer("top_logprobs", 0, TokenLogprob.MostAlternatives);
        var core = new ChatRequest(model, messages)
        {
            Tools = tools.Offered,
            ToolChoice = tools.Choice,
            ParallelToolCalls = body.Flag("parallel_tool_calls", otherwise: true),
            Format = TextFormat.Read(body, messages),
            Choices = 1,
            Stream = body.Flag("stream"),
            PromptTokens = CountPrompt(body, messages),
        };
        return new ResponseRequest(body, core, items)
        {
            Store = body.Flag("store", otherwise: true),
            Background = ReadBackground(body),
            MaxOutputTokens = body.Integer("max_output_tokens", LeastOutputTokens),
            Summary = body.Get("reasoning") is { } reasoning && (reasoning.Text("summary") ?? reasoning.Text("generate_summary")) is not null,
            Encrypted = included.Contains("reasoning.encrypted_content"),
            Logprobs = included.Contains("message.output_text.logprobs") || top > 0 ? top ?? 0 : null,
            CustomTools = tools.Custom,
        };
    }

    private static bool ReadBackground(JsonElement body)
    {
        bool background = body.Flag("background");
        return background && !body.Flag("store", otherwise: true)
            ? throw new RefusedException(ApiError.BadRequest("Background mode requires 'store' to be true.", "store"))
            : background;
    }

    // Instructions stand before everything, and are not carried over to the next response.
    private static IReadOnlyList<ChatMessage> WithInstructions(JsonElement body, IReadOnlyList<InputItem> items)
    {
        IReadOnlyList<ChatMessage> said = ItemTurns.ToMessages(items);
        return body.Text("instructions") is { } instructions ? [new ChatMessage("developer", instructions, [], null), .. said] : said;
    }

    private static int CountPrompt(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        int calls = messages.SelectMany(m => m.ToolCalls).Sum(c => TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
        int extras = new[] { body.Get("tools"), body.Get("text") }.Sum(e => e is { } part ? TextPieces.Count(part.GetRawText()) : 0);
        return 3 + (messages.Count * 4) + messages.Sum(m => TextPieces.Count(m.Text)) + calls + extras;
    }
}
