using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Uploads;

namespace Fairlead.Gateway.Attempts;

/// <summary>One upstream call, up to the first byte of its answer: until then it can fail as a value, after that the answer says how it ended.</summary>
internal static class Attempt
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<GatewayResult> RunAsync(
        GatewayRequest request, OutboundHandler outbound, GatewayOptions options, IUsageSink sink, TimeProvider time, CancellationToken clientLeft)
    {
        var clock = new AttemptClock(options, time, clientLeft);
        var settlement = new Settlement(request, clock, sink);
        UpstreamBody? body = null;
        try
        {
            var message = CreateMessage(request, clock);
            if (request.Provider.Authorizer is { } authorizer)
            {
                await authorizer.AuthorizeAsync(message, request.Translation?.Body ?? default, outbound, clock.Token);
            }

            var response = await outbound.SendAsync(message, clock.Token);
            body = new UpstreamBody(response, clock);
            var failure = response.IsSuccessStatusCode
                ? AnswerShape.Check(body, request) ?? await body.ReadFirstAsync(request)
                : await AnswerFailures.ReadAsync(response, request, clock.Token);
            request.Translation?.Dispose();
            if (failure is null)
            {
                return Answer.Create(request, body, settlement);
            }

            return Fail(failure, settlement, body, clock);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            if (request.Upload?.Problem is { } refused)
            {
                settlement.Settle(RequestOutcome.Refused, 0);
                Release(body, clock);
                return refused;
            }

            return clock.HasClientLeft || request.Upload?.HasClientLeft == true
                ? Leave(settlement, body, clock)
                : Fail(TransportFailures.Of(exception, AddressOf(request), clock), settlement, body, clock);
        }
        catch (AuthorizationException refused)
        {
            return Fail(new AttemptFailure(refused.Kind, refused.Message), settlement, body, clock);
        }
        catch
        {
            Leave(settlement, body, clock);
            throw;
        }
    }

    private static GatewayResult Fail(AttemptFailure failure, Settlement settlement, UpstreamBody? body, AttemptClock clock)
    {
        settlement.Settle(RequestOutcome.Failed, failure.UpstreamStatus ?? 0);
        Release(body, clock);
        return failure;
    }

    private static GatewayResult Leave(Settlement settlement, UpstreamBody? body, AttemptClock clock)
    {
        settlement.Settle(RequestOutcome.ClientLeft, 0);
        Release(body, clock);
        return default;
    }

    private static void Release(UpstreamBody? body, AttemptClock clock)
    {
        body?.Dispose();
        clock.Dispose();
    }

    private static Uri AddressOf(GatewayRequest request) => request.IsStreamUpstream ? request.Endpoint!.StreamAddress : request.Endpoint!.Address;

    private static HttpContent? ContentOf(GatewayRequest request, AttemptClock clock) =>
        request.Upload is { } upload ? new UploadContent(upload, clock)
        : request.Translation is { } translation ? new UpstreamRequestContent(new ReadOnlySequence<byte>(translation.Body), null, null)
        : request.Body.IsEmpty ? null
        : new UpstreamRequestContent(request.Body, request.Edits, request.ContentType);

    private static HttpRequestMessage CreateMessage(GatewayRequest request, AttemptClock clock)
    {
        var provider = request.Provider;
        var message = new HttpRequestMessage(request.Method, AddressOf(request))
        {
            Content = ContentOf(request, clock),
            Version = HttpVersion.Version11,
        };

        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        foreach (var (name, value) in provider.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in request.Headers)
        {
            // What the operator configured wins over what a client sends, and what a client says to one vendor is nothing to another.
            if (!message.Headers.NonValidated.Contains(name) && (request.Translation is null || !HeaderAllowList.IsVendors(name)))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        foreach (var (name, value) in provider.DefaultHeaders)
        {
            if (!message.Headers.NonValidated.Contains(name))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
