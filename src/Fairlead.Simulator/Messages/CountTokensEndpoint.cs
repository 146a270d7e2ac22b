using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Messages.Reading;

namespace Fairlead.Simulator.Messages;

/// <summary><c>POST /v1/messages/count_tokens</c>.</summary>
internal static class CountTokensEndpoint
{
    internal static Task AnswerAsync(Exchange exchange) =>
        WriteAsync(exchange, MessagesRequestReader.Read(exchange, RequestForm.Count), vertex: false);

    internal static Task WriteAsync(Exchange exchange, MessagesRequest request, bool vertex) =>
        MessagesResponse.WriteAsync(exchange, 200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("input_tokens", request.Chat.PromptTokens);
            json.WriteEndObject();
        }), vertex);
}
