using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses;

/// <summary><c>POST /v1/responses</c>.</summary>
internal static class ResponsesEndpoint
{
    internal static async Task CreateAsync(Exchange exchange)
    {
        ResponseRequest request = ResponseRequestReader.Read(exchange);
        Directives directives = Directives.Read(request.Core.LastUserText);
        OrderedError.ThrowIfAny(directives, request.Core.Model, exchange);
        ResponseDraft draft = ResponseComposer.Compose(request, directives, exchange);
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        if (request.Core.Stream)
        {
            Store(exchange, draft);
            await new ResponseStream(exchange, draft, pace).WriteAsync();
            return;
        }

        if (!request.Background)
        {
            await pace.WaitAsync(draft.Usage.Completion, exchange.ClientGone);
        }

        Store(exchange, draft);
        await exchange.WriteJsonAsync(200, new JsonBody(json => ResponseObject.Write(json, draft, request.Background ? "queued" : null)));
    }

    private static void Store(Exchange exchange, ResponseDraft draft)
    {
        if (draft.Request.Store)
        {
            exchange.State.Responses.Keep(draft.Id, new StoredResponse(draft));
        }
    }
}
