using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Uploads;

namespace Fairlead.Gateway.Attempts;

/// <summary>Makes one upstream call, up to the first byte of its answer: until then it can fail as a value, after that the answer says how it ended.</summary>
public sealed class AttemptSender(OutboundHandler outbound, GatewayOptions options, TimeProvider time)
{
    /// <summary>Sends an attempt that is prepared.</summary>
    /// <returns>An answer that begins, a failure, or nobody left to answer. Only an answer leaves the attempt under way.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<GatewayResult> SendAsync(Attempt attempt, CancellationToken clientLeft)
    {
        var clock = new AttemptClock(attempt.Limits, options, time, attempt.Request.StartedAt, clientLeft) { Own = attempt.Request.Limits };
        UpstreamBody? body = null;
        try
        {
            var message = CreateMessage(attempt, clock);
            if (attempt.Provider.Authorizer is { } authorizer)
            {
                await authorizer.AuthorizeAsync(message, attempt.Translation?.Body ?? default, outbound, clock.Token);
            }

            var response = await outbound.SendAsync(message, clock.Token);
            body = new UpstreamBody(response, clock);
            var failure = response.IsSuccessStatusCode
                ? AnswerShape.Check(body, attempt) ?? await body.ReadFirstAsync(attempt)
                : await AnswerFailures.ReadAsync(response, attempt, clock.Token);
            if (failure is null)
            {
                attempt.Begin(clock.TimeToFirstByte);
                return UpstreamAnswer.Create(attempt, body);
            }

            return Fail(attempt, failure, body, clock);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            return Break(attempt, exception, body, clock);
        }
        catch (AuthorizationException refused)
        {
            return Fail(attempt, new AttemptFailure(refused.Kind, refused.Message), body, clock);
        }
        catch
        {
            End(attempt, RequestOutcome.ClientLeft, body, clock);
            throw;
        }
        finally
        {
            attempt.Translation?.Dispose();
        }
    }

    private static GatewayResult Break(Attempt attempt, Exception exception, UpstreamBody? body, AttemptClock clock)
    {
        var upload = attempt.Request.Upload;
        if (upload?.Problem is { } refused)
        {
            End(attempt, RequestOutcome.Refused, body, clock);
            return refused;
        }

        if (!clock.HasClientLeft && upload?.HasClientLeft != true)
        {
            return Fail(attempt, TransportFailures.Of(exception, AddressOf(attempt), clock), body, clock);
        }

        End(attempt, RequestOutcome.ClientLeft, body, clock);
        return default;
    }

    private static GatewayResult Fail(Attempt attempt, AttemptFailure failure, UpstreamBody? body, AttemptClock clock)
    {
        attempt.Fail(failure);
        Release(body, clock);
        return failure;
    }

    private static void End(Attempt attempt, RequestOutcome outcome, UpstreamBody? body, AttemptClock clock)
    {
        attempt.End(outcome);
        Release(body, clock);
    }

    private static void Release(UpstreamBody? body, AttemptClock clock)
    {
        body?.Dispose();
        clock.Dispose();
    }

    private static Uri AddressOf(Attempt attempt) => attempt.IsStreamUpstream ? attempt.Endpoint!.StreamAddress : attempt.Endpoint!.Address;

    private static HttpContent? ContentOf(Attempt attempt, AttemptClock clock) =>
        attempt.Request.Upload is { } upload ? new UploadContent(upload, clock)
        : attempt.Translation is { } translation ? new UpstreamRequestContent(new ReadOnlySequence<byte>(translation.Body), null, null)
        : attempt.Request.Body.IsEmpty ? null
        : new UpstreamRequestContent(attempt.Request.Body, attempt.Edits, attempt.Request.ContentType);

    private static HttpRequestMessage CreateMessage(Attempt attempt, AttemptClock clock)
    {
        var provider = attempt.Provider;
        var message = new HttpRequestMessage(attempt.Request.Method, AddressOf(attempt))
        {
            Content = ContentOf(attempt, clock),
            Version = HttpVersion.Version11,
        };

        if (attempt.Limits.ConnectSeconds is { } connect)
        {
            message.Options.Set(OutboundHandler.ConnectSeconds, connect);
        }

        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        foreach (var (name, value) in provider.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in attempt.Request.Headers)
        {
            // What the operator configured wins over what a client sends, and what a client says to one vendor is nothing to another.
            if (!message.Headers.NonValidated.Contains(name) && (attempt.Translation is null || !HeaderAllowList.IsVendors(name)))
            {
                AddCrossing(message, attempt, name, value);
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

    private static void AddCrossing(HttpRequestMessage message, Attempt attempt, string name, string value)
    {
        var crossing = attempt.Endpoint!.RefusedBetas is { } refused && name.Equals(RefusedBetas.Header, StringComparison.OrdinalIgnoreCase) ? refused.Keep(value, attempt.WithheldBetas) : value;
        if (crossing is not null)
        {
            message.Headers.TryAddWithoutValidation(name, crossing);
        }
    }
}
