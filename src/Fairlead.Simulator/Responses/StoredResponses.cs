using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Responses.Input;

namespace Fairlead.Simulator.Responses;

/// <summary><c>/v1/responses/{id}</c> and what is below it.</summary>
internal static class StoredResponses
{
    internal static Task GetAsync(Exchange exchange, string id)
    {
        StoredResponse stored = Find(exchange, id);
        if (exchange.Query["stream"] == "true")
        {
            int after = int.TryParse(exchange.Query["starting_after"], out int number) ? number : -1;
            return new ResponseStream(exchange, stored.Draft, new Pace(exchange.Options.TokensPerSecond, exchange.Clock), after).WriteAsync();
        }

        stored.Advance();
        return TellAsync(exchange, stored);
    }

    internal static Task DeleteAsync(Exchange exchange, string id)
    {
        Find(exchange, id);
        exchange.State.Responses.Remove(id);
        return exchange.WriteJsonAsync(200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("object", "response");
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
        }));
    }

    internal static Task CancelAsync(Exchange exchange, string id)
    {
        StoredResponse stored = Find(exchange, id);
        return stored.Draft.Request.Background && (stored.Cancel() || stored.Unfinished is null or "cancelled")
            ? TellAsync(exchange, stored)
            : throw new RefusedException(ApiError.BadRequest("Cannot cancel a synchronous response."));
    }

    internal static Task ListInputAsync(Exchange exchange, string id)
    {
        StoredResponse stored = Find(exchange, id);
        var page = Page<InputItem>.Of(stored.Draft.Request.Items, i => i.Id, exchange.Query, newestFirst: true);
        return exchange.WriteJsonAsync(200, new JsonBody(json => page.WriteTo(json, (writer, item) => item.Json.WriteTo(writer))));
    }

    private static Task TellAsync(Exchange exchange, StoredResponse stored) =>
        exchange.WriteJsonAsync(200, new JsonBody((Utf8JsonWriter json) => ResponseObject.Write(json, stored.Draft, stored.Unfinished)));

    private static StoredResponse Find(Exchange exchange, string id) => exchange.State.Responses.Find(id)
        ?? throw new RefusedException(new ApiError(404, $"Response with id '{id}' not found.", ApiError.InvalidRequest));
}
