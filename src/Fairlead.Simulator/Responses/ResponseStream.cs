using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Responses.Output;

namespace Fairlead.Simulator.Responses;

/// <summary>Writes a response as events, numbered from 0; the last one tells the whole response.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/responses-streaming</remarks>
/// <param name="exchange">The request being answered.</param>
/// <param name="draft">The response.</param>
/// <param name="pace">When an event is due.</param>
/// <param name="after">Events up to this number are left out.</param>
internal sealed class ResponseStream(Exchange exchange, ResponseDraft draft, Pace pace, int after = -1)
{
    private readonly ServerSentEvents events = new(exchange);
    private int number;

    /// <returns>False when the connection was cut.</returns>
    internal async Task<bool> WriteAsync()
    {
        events.Begin();
        return await SendStateAsync("response.created", "in_progress")
            && await SendStateAsync("response.in_progress", "in_progress")
            && await SendItemsAsync()
            && await SendStateAsync($"response.{draft.Ending.Status}", null);
    }

    private async Task<bool> SendItemsAsync()
    {
        for (int i = 0; i < draft.Output.Count; i++)
        {
            if (!await SendItemAsync(draft.Output[i], i))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> SendItemAsync(OutputItem item, int index)
    {
        if (!await SendBoundAsync("response.output_item.added", item, index, begun: true))
        {
            return false;
        }

        foreach (ResponseEvent step in item.Events())
        {
            await pace.WaitAsync(step.Tokens, exchange.ClientGone);
            bool sent = await SendAsync(step.Type, json =>
            {
                json.WriteString("item_id", item.Id);
                json.WriteNumber("output_index", index);
                step.Write(json);
            });
            if (!sent)
            {
                return false;
            }
        }

        return await SendBoundAsync("response.output_item.done", item, index, begun: false);
    }

    private Task<bool> SendBoundAsync(string type, OutputItem item, int index, bool begun) => SendAsync(type, json =>
    {
        json.WriteNumber("output_index", index);
        json.WritePropertyName("item");
        item.WriteTo(json, begun);
    });

    private Task<bool> SendStateAsync(string type, string? unfinished) => SendAsync(type, json =>
    {
        json.WritePropertyName("response");
        ResponseObject.Write(json, draft, unfinished);
    });

    private Task<bool> SendAsync(string type, Action<Utf8JsonWriter> members)
    {
        int mine = number++;
        return mine <= after ? Task.FromResult(true) : events.SendAsync(type, json =>
        {
            json.WriteString("type", type);
            json.WriteNumber("sequence_number", mine);
            members(json);
        });
    }
}
