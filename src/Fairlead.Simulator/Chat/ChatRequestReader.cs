using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>Reads a chat completion request, or refuses it as the vendor would.</summary>
internal static class ChatRequestReader
{
    private const int MostChoices = 128;

    internal static ChatRequest Read(byte[] bytes, SimulatorOptions options)
    {
        JsonElement body = JsonReading.ParseBody(bytes);
        string model = ModelsEndpoint.RequiredModel(body, options);
        if (model.StartsWith("text-embedding-", StringComparison.Ordinal))
        {
            throw new RefusedException(new ApiError(
                404,
                "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
                ApiError.InvalidRequest,
                "model"));
        }

        IReadOnlyList<ChatMessage> messages = MessageReader.ReadAll(body);
        IReadOnlyList<ToolDefinition> tools = ToolReader.ReadTools(body);
        CheckSampling(body);
        bool stream = body.Flag("stream");
        return new ChatRequest(model, messages)
        {
            Tools = tools,
            ToolChoice = ToolReader.ReadChoice(body, tools),
            ParallelToolCalls = body.Flag("parallel_tool_calls", otherwise: true),
            Format = AnswerFormat.Read(body, messages),
            Choices = body.Integer("n", 1, MostChoices) ?? 1,
            MaxTokens = ReadMaxTokens(body),
            Stop = ReadStop(body),
            Stream = stream,
            IncludeUsage = ReadIncludeUsage(body, stream),
            Seed = body.Get("seed") is { ValueKind: JsonValueKind.Number } seed && seed.TryGetInt64(out long number) ? number : 0,
            Logprobs = ReadLogprobs(body),
            PromptTokens = CountPrompt(body, messages),
        };
    }

    private static void CheckSampling(JsonElement body)
    {
        body.Decimal("temperature", 0, 2);
        body.Decimal("top_p", 0, 1);
        body.Decimal("presence_penalty", -2, 2);
        body.Decimal("frequency_penalty", -2, 2);
        body.CheckUser();
        body.OneOf("reasoning_effort", "reasoning_effort", "none", "minimal", "low", "medium", "high", "xhigh", "max");
    }

    private static int? ReadLogprobs(JsonElement body)
    {
        int? top = body.Integer("top_logprobs", 0, TokenLogprob.MostAlternatives);
        return body.Flag("logprobs") ? top ?? 0
            : top is null ? null
            : throw new RefusedException(ApiError.BadRequest(
                "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.", "top_logprobs"));
    }

    private static int? ReadMaxTokens(JsonElement body)
    {
        int? old = body.Integer("max_tokens", 1);
        int? current = body.Integer("max_completion_tokens", 1);
        return old is not null && current is not null
            ? throw new RefusedException(ApiError.BadRequest(
                "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens", "invalid_parameter_combination"))
            : current ?? old;
    }

    internal static IReadOnlyList<string> ReadStop(JsonElement body) => body.Get("stop") switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many when many.GetArrayLength() <= 4
            && many.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String) => [.. many.EnumerateArray().Select(s => s.GetString()!)],
        { ValueKind: JsonValueKind.Array } many => throw new RefusedException(ApiError.BadRequest(
            $"Invalid 'stop': array too long. Expected an array of strings with maximum length 4, but got an array with length {many.GetArrayLength()} instead.",
            "stop",
            "array_above_max_length")),
        { } other => throw new RefusedException(ApiError.WrongType("stop", "one of a string or array of strings", JsonReading.KindOf(other))),
    };

    internal static bool ReadIncludeUsage(JsonElement body, bool stream)
    {
        if (body.Get("stream_options") is not { } options)
        {
            return false;
        }

        return stream ? options.Flag("include_usage") : throw new RefusedException(ApiError.BadRequest(
            "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options"));
    }

    private static int CountPrompt(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        int calls = messages.SelectMany(m => m.ToolCalls).Sum(c => TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
        int extras = new[] { body.Get("tools"), body.Get("response_format") }.Sum(e => e is { } part ? TextPieces.Count(part.GetRawText()) : 0);
        return 3 + (messages.Count * 4) + messages.Sum(m => TextPieces.Count(m.Text)) + calls + extras;
    }
}
