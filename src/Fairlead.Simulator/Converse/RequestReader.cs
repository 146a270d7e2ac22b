using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Converse;

/// <summary>Reads a request, or refuses it as Bedrock would.</summary>
internal static class RequestReader
{
    internal static ConverseRequest Read(Exchange exchange, string model, bool stream)
    {
        JsonElement body = Parse(exchange.Body, stream ? "ConverseStreamRequest" : "ConverseRequest");
        if (!Offer.Includes(exchange.Options, model))
        {
            throw ConverseErrors.Invalid("The provided model identifier is invalid.");
        }

        JsonElement inference = body.Get("inferenceConfig") ?? default;
        InferenceRules.Check(inference);
        IReadOnlyList<ToolDefinition> tools = ToolConfigReader.ReadTools(body, model);
        IReadOnlyList<ChatMessage> messages = MessageReader.ReadAll(body);
        bool thinks = ModelFields.Check(model, body, inference);
        JsonElement guardrail = body.Get("guardrailConfig") ?? default;
        var chat = new ChatRequest(model, messages)
        {
            Tools = tools,
            ToolChoice = ToolConfigReader.ReadChoice(body, tools),
            ParallelToolCalls = true,
            Format = OutputFormat.Read(body),
            Choices = 1,
            MaxTokens = inference.Integer("maxTokens", 1),
            Stop = [.. inference.Items("stopSequences").Select(s => s.GetString()!)],
            Stream = stream,
            PromptTokens = CountPrompt(body, messages),
        };
        return new ConverseRequest(
            chat,
            thinks,
            [.. body.Items("additionalModelResponseFieldPaths").Select(p => p.GetString()!)],
            guardrail.Text("trace") is "enabled" or "enabled_full" ? guardrail.Text("guardrailIdentifier") : null,
            body.Get("performanceConfig")?.Text("latency"));
    }

    private static JsonElement Parse(byte[] bytes, string shape)
    {
        JsonElement body = StrictJson.Parse(bytes.Length == 0 ? "{}"u8 : bytes)
            ?? throw new RefusedException(new ApiError(400, "The request body is not valid JSON.", "SerializationException"));
        return RequestShapes.Table.Check(body, shape).FirstOrDefault() is { } fault ? throw ConverseErrors.OfShape(fault) : body;
    }

    private static int CountPrompt(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        int calls = messages.SelectMany(m => m.ToolCalls).Sum(c => TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
        int extras = new[] { body.Get("toolConfig"), body.Get("outputConfig") }.Sum(e => e is { } part ? TextPieces.Count(part.GetRawText()) : 0);
        return 3 + (messages.Count * 4) + messages.Sum(m => TextPieces.Count(m.Text)) + calls + extras;
    }
}
