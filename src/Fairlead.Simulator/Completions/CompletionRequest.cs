using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Completions;

/// <summary>A valid legacy completion request.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prompts">The texts to continue.</param>
internal sealed record CompletionRequest(string Model, IReadOnlyList<string> Prompts)
{
    private const int UsualTokens = 16;
    private const int MostLogprobs = 5;

    internal int Choices { get; init; }

    internal int MaxTokens { get; init; }

    internal IReadOnlyList<string> Stop { get; init; } = [];

    internal bool Echo { get; init; }

    internal int? Logprobs { get; init; }

    internal bool Stream { get; init; }

    internal bool IncludeUsage { get; init; }

    internal int PromptTokens => Prompts.Sum(TextPieces.Count);

    internal static CompletionRequest Read(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.RequiredModel(body, exchange.Options);
        body.Decimal("temperature", 0, 2);
        body.Decimal("top_p", 0, 1);
        body.Decimal("presence_penalty", -2, 2);
        body.Decimal("frequency_penalty", -2, 2);
        bool stream = body.Flag("stream");
        return new CompletionRequest(model, ReadPrompts(body))
        {
            Choices = body.Integer("n", 1, 128) ?? 1,
            MaxTokens = body.Integer("max_tokens", 0) ?? UsualTokens,
            Stop = ChatRequestReader.ReadStop(body),
            Echo = body.Flag("echo"),
            Logprobs = body.Integer("logprobs", 0, MostLogprobs),
            Stream = stream,
            IncludeUsage = ChatRequestReader.ReadIncludeUsage(body, stream),
        };
    }

    /// <summary>The prompt as a conversation of one message.</summary>
    internal ChatRequest AsChat(string prompt) => new(Model, [new ChatMessage("user", prompt, [], null)])
    {
        ToolChoice = new ToolChoice(true, false, null),
        Format = new AnswerFormat(false, null),
        MaxTokens = MaxTokens,
        Stop = Stop,
    };

    private static IReadOnlyList<string> ReadPrompts(JsonElement body) => body.Get("prompt") switch
    {
        null => ["<|endoftext|>"],
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => list[0].ValueKind == JsonValueKind.Number
            ? [Tokens(list)]
            : [.. list.EnumerateArray().Select(p => p.ValueKind == JsonValueKind.Array ? Tokens(p) : p.GetString() ?? "")],
        { } other => throw new RefusedException(ApiError.WrongType(
            "prompt", "one of a string, array of strings, array of integers, or array of integer arrays", JsonReading.KindOf(other))),
    };

    private static string Tokens(JsonElement ids) => string.Join(' ', ids.EnumerateArray().Select(t => t.GetRawText()));
}
