using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary><c>countTokens</c>.</summary>
internal static class CountTokensEndpoint
{
    internal static Task AnswerAsync(Exchange exchange, GeminiPath path)
    {
        JsonElement body = RequestReader.Parse(exchange.Body, "CountTokensRequest");
        RequestReader.CheckModel(exchange.Options, path);
        JsonElement counted = body.Get("generateContentRequest") ?? body;
        IReadOnlyList<ChatMessage> turns = TurnReader.ReadAll(counted, path);
        int tokens = RequestReader.CountPrompt(counted, turns);
        return Reply.JsonAsync(exchange, 200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("totalTokens", tokens);
            GeminiUsage.WriteDetails(json, "promptTokensDetails", tokens);
            json.WriteEndObject();
        }), GenerateContentWire.Json);
    }
}
