using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Messages.Reading;
using Fairlead.Simulator.Messages.Replies;

namespace Fairlead.Simulator.Messages;

/// <summary><c>POST /v1/messages</c>.</summary>
internal static class MessagesEndpoint
{
    internal static async Task AnswerAsync(Exchange exchange)
    {
        MessagesRequest request = MessagesRequestReader.Read(exchange, RequestForm.Create);
        Directives directives = Directives.Read(request.Chat.LastUserText);
        ApiError? ordered = directives.Status is { } status ? MessagesErrors.ByStatus(status, 7)
            : directives.Error is { } code ? MessagesErrors.ByCode(code, request.Chat.Model)
            : null;
        await (ordered is null ? ReplyAsync(exchange, request, directives, vertex: false) : throw new RefusedException(ordered));
    }

    internal static async Task ReplyAsync(Exchange exchange, MessagesRequest request, Directives directives, bool vertex)
    {
        Replies.Reply reply = ReplyComposer.Compose(request, directives, exchange, vertex);
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        if (!request.Chat.Stream)
        {
            await pace.WaitAsync(reply.Usage.Output, exchange.ClientGone);
            await MessagesResponse.WriteAsync(exchange, 200, WholeReply.Of(reply), vertex);
            return;
        }

        MessagesResponse.Begin(exchange, 200, "text/event-stream; charset=utf-8", vertex);
        exchange.Response.Headers.CacheControl = "no-cache";
        var events = new ServerSentEvents(exchange);
        foreach (ReplyEvent step in ReplyEvents.Of(reply))
        {
            await pace.WaitAsync(step.Tokens, exchange.ClientGone);
            if (!await events.SendAsync(step.Name, step.Write))
            {
                return;
            }
        }
    }
}
