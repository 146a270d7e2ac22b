using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
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
            Choices = ReadChoices(body),
            MaxTokens = ReadMaxTokens(body),
            Stop = ReadStop(body),
            Stream = stream,
            IncludeUsage = ReadIncludeUsage(body, stream),
            Seed = body.Get("seed") is { ValueKind: JsonValueKind.Number } seed && seed.TryGetInt64(out long number) ? number : 0,
            PromptTokens = CountPrompt(body, messages),
        };
    }

    private static void CheckSampling(JsonElement body)
    {
        if (body.Flag("logprobs") || body.Get("top_logprobs") is not null)
        {
            string param = body.Flag("logprobs") ? "logprobs" : "top_logprobs";
            throw new RefusedException(ApiError.BadRequest(
                $"Unsupported parameter: '{param}' is not supported with this model.", param, "unsupported_parameter"));
        }

        CheckRange(body, "temperature", 0, 2);
        CheckRange(body, "top_p", 0, 1);
        CheckRange(body, "presence_penalty", -2, 2);
        CheckRange(body, "frequency_penalty", -2, 2);
    }

    private static void CheckRange(JsonElement body, string name, double least, double most)
    {
        if (body.Get(name) is not { } value)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new RefusedException(ApiError.WrongType(name, "a decimal", JsonReading.KindOf(value)));
        }

        double number = value.GetDouble();
        if (number < least || number > most)
        {
            (string word, string code, string bound) = number < least
                ? ("below minimum", "decimal_below_min_value", $">= {least}")
                : ("above maximum", "decimal_above_max_value", $"<= {most}");
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid '{name}': decimal {word} value. Expected a value {bound}, but got {value.GetRawText()} instead.", name, code));
        }
    }

    private static int ReadChoices(JsonElement body)
    {
        int choices = body.Integer("n", 1) ?? 1;
        return choices <= MostChoices ? choices : throw new RefusedException(ApiError.BadRequest(
            $"Invalid 'n': integer above maximum value. Expected a value <= {MostChoices}, but got {choices} instead.",
            "n",
            "integer_above_max_value"));
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

    private static IReadOnlyList<string> ReadStop(JsonElement body) => body.Get("stop") switch
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

    private static bool ReadIncludeUsage(JsonElement body, bool stream)
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
