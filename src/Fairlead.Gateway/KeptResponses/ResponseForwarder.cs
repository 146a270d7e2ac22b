using System.Net;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Endpoints;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>Asks the provider that keeps a response, with its own credentials, and hands its answer on byte for byte.</summary>
internal sealed class ResponseForwarder(ModelCatalog catalog, OutboundHandler outbound, GatewayOptions options, TimeProvider time)
{
    /// <summary>Asks and answers.</summary>
    /// <param name="context">The client's request; its query goes along.</param>
    /// <param name="kept">The response.</param>
    /// <param name="action">What follows the id in the address.</param>
    /// <returns>Whether the provider did as it was asked.</returns>
    public async Task<bool> ForwardAsync(HttpContext context, KeptResponse kept, string action)
    {
        if (Find(kept.Provider) is not { } deployment)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.ResponseKeeperGone(kept.Id, kept.Provider));
            return false;
        }

        var attempt = new Attempt(new GatewayRequest { Operation = Operation.Responses, Body = default }, deployment, null, time);
        attempt.Endpoint = deployment.Endpoints.Of(Operation.Responses);
        var address = AddressOf(attempt.Endpoint!.Address, kept.Id + action, context.Request.QueryString);
        using var message = CreateMessage(new HttpMethod(context.Request.Method), address, deployment.Provider);
        using var clock = new AttemptClock(deployment.Provider.Limits, options, time, time.GetTimestamp(), context.RequestAborted);
        try
        {
            return await SendAsync(context, message, attempt, clock);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException && !context.Response.HasStarted)
        {
            return clock.HasClientLeft ? false : await FailAsync(context, TransportFailures.Of(exception, address, clock));
        }
        catch (AuthorizationException refused)
        {
            return await FailAsync(context, new AttemptFailure(FailureKind.Auth, refused.Message));
        }
    }

    // Which of a provider's models made it does not matter: they share the address.
    private Deployment? Find(string provider) =>
        catalog.Current.Providers.GetValueOrDefault(provider) is { Enabled: true } found
            ? found.OrderedModels.FirstOrDefault(static model => model.Endpoints.Of(Operation.Responses) is not null)
            : null;

    private async Task<bool> SendAsync(HttpContext context, HttpRequestMessage message, Attempt attempt, AttemptClock clock)
    {
        if (attempt.Provider.Authorizer is { } authorizer)
        {
            await authorizer.AuthorizeAsync(message, default, outbound, clock.Token);
        }

        using var body = new UpstreamBody(await outbound.SendAsync(message, clock.Token), clock);
        var failure = body.Response.IsSuccessStatusCode
            ? AnswerShape.Check(body, attempt) ?? await body.ReadFirstAsync(attempt)
            : await AnswerFailures.ReadAsync(body.Response, attempt, clock.Token);
        if (failure is not null)
        {
            return await FailAsync(context, failure);
        }

        await WriteAsync(context, body);
        return true;
    }

    private static async Task<bool> FailAsync(HttpContext context, AttemptFailure failure)
    {
        await AnswerWriter.WriteAsync(context, failure, isTranslated: false);
        return false;
    }

    private static async Task WriteAsync(HttpContext context, UpstreamBody body)
    {
        context.Response.StatusCode = (int)body.Response.StatusCode;
        context.Response.ContentType = body.ContentType ?? "application/json";
        context.Response.ContentLength = body.Response.Content.Headers.ContentLength;
        foreach (var (name, value) in HeaderAllowList.Down(body.Response))
        {
            context.Response.Headers[name] = value;
        }

        for (var piece = await body.ReadAsync(); !piece.IsEmpty; piece = await body.ReadAsync())
        {
            await context.Response.BodyWriter.WriteAsync(piece, CancellationToken.None);
        }

        if (body.Failure is not null)
        {
            context.Abort(); // Half a document: the broken connection is the only honest end.
        }
    }

    private static HttpRequestMessage CreateMessage(HttpMethod method, Uri address, ProviderSnapshot provider)
    {
        var message = new HttpRequestMessage(method, address) { Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        foreach (var (name, value) in provider.Headers.Concat(provider.DefaultHeaders))
        {
            if (!message.Headers.NonValidated.Contains(name))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    // The address may have a query of its own, such as an API version.
    private static Uri AddressOf(Uri collection, string rest, QueryString query)
    {
        var own = QueryString.FromUriComponent(collection);
        return new Uri($"{collection.GetLeftPart(UriPartial.Path)}/{rest}{own.Add(query)}");
    }
}
