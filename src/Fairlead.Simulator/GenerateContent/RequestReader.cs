using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Json.Shapes;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Reads a request, or refuses it as Google would.</summary>
internal static class RequestReader
{
    internal static GeminiRequest Read(Exchange exchange, GeminiPath path)
    {
        JsonElement body = Parse(exchange.Body, "GenerateContentRequest");
        CheckModel(exchange.Options, path);
        return Read(body, path);
    }

    internal static GeminiRequest Read(JsonElement body, GeminiPath path)
    {
        IReadOnlyList<ChatMessage> turns = TurnReader.ReadAll(body, path);
        IReadOnlyList<ToolDefinition> tools = FunctionReader.ReadTools(body);
        JsonElement config = body.Get("generationConfig") ?? default;
        ConfigRules.Check(config);
        JsonElement thinking = config.Get("thinkingConfig") ?? default;
        ThinkingBudgets.Check(path.Model, thinking.Integer("thinkingBudget", int.MinValue));
        bool thinks = thinking.Integer("thinkingBudget", int.MinValue) != 0;
        ToolChoice choice = FunctionReader.ReadChoice(body, ref tools);
        var chat = new ChatRequest(path.Model, turns)
        {
            Tools = tools,
            ToolChoice = choice,
            ParallelToolCalls = true,
            Format = ConfigRules.FormatOf(config),
            Choices = config.Integer("candidateCount", 1) ?? 1,
            MaxTokens = config.Integer("maxOutputTokens", 1),
            Stop = [.. config.Items("stopSequences").Select(s => s.GetString()!)],
            Stream = path.Method == "streamGenerateContent",
            Seed = config.Integer("seed", int.MinValue) ?? 0,
            PromptTokens = CountPrompt(body, turns),
        };
        int? top = config.Flag("responseLogprobs") ? config.Integer("logprobs", 0) ?? 0 : null;
        return new GeminiRequest(chat, thinks, thinks && thinking.Flag("includeThoughts"), top, config.Text("responseMimeType") == ConfigRules.PlainEnum);
    }

    internal static JsonElement Parse(byte[] bytes, string shape)
    {
        JsonElement body = StrictJson.Parse(bytes) ?? throw GoogleErrors.Invalid("Invalid JSON payload received. Expected a value.\n\n^");
        ShapeFault[] faults = [.. RequestShapes.Table.Check(body, shape)];
        return faults.Length == 0 ? body : throw new RefusedException(ProtoErrors.Of(faults));
    }

    internal static void CheckModel(SimulatorOptions options, GeminiPath path)
    {
        if (!Offer.Includes(options, path.Model))
        {
            throw new RefusedException(GoogleErrors.UnknownModel(path));
        }
    }

    internal static int CountPrompt(JsonElement body, IReadOnlyList<ChatMessage> turns)
    {
        int calls = turns.SelectMany(m => m.ToolCalls).Sum(c => TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
        int extras = new[] { body.Get("tools"), body.Get("generationConfig")?.Get("responseSchema") }
            .Sum(e => e is { } part ? TextPieces.Count(part.GetRawText()) : 0);
        return 1 + turns.Count + turns.Sum(m => TextPieces.Count(m.Text)) + calls + extras;
    }
}
