using System.Net.Sockets;
using System.Security.Authentication;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.Attempts;

/// <summary>Tells apart the ways in which a connection fails, in words that say what to mend.</summary>
internal static class TransportFailures
{
    /// <summary>The failure that an exception of the HTTP handler means. The exception is not the client's departure.</summary>
    public static AttemptFailure Of(Exception exception, Uri address, AttemptClock clock) => exception switch
    {
        _ when clock.HasTimedOut => clock.TimedOut(),
        _ => Of(exception, address),
    };

    /// <summary>The failure that an exception of the HTTP handler means, for a call that has no clock of its own.</summary>
    public static AttemptFailure Of(Exception exception, Uri address) => exception switch
    {
        OperationCanceledException => new(FailureKind.TimedOut, $"No connection to {address.Authority} could be made in time (setting gateway.connectTimeoutSeconds)."),
        HttpRequestException request => OfRequest(request, address),
        IOException => new(FailureKind.CutOff, $"The connection to {address.Authority} broke off."),
        _ => new(FailureKind.Unreachable, $"The call to {address.Authority} failed."),
    };

    private static AttemptFailure OfRequest(HttpRequestException exception, Uri address) => exception switch
    {
        { InnerException: AddressNotAllowedException refused } => new(FailureKind.Unreachable, refused.Message),
        { HttpRequestError: HttpRequestError.NameResolutionError } => new(FailureKind.Unreachable, $"The host name '{address.Host}' could not be resolved; check baseUrl."),
        { HttpRequestError: HttpRequestError.SecureConnectionError } => new(FailureKind.Unreachable, $"The TLS connection to {address.Authority} failed: {Innermost(exception)}"),
        { HttpRequestError: HttpRequestError.ResponseEnded } => new(FailureKind.CutOff, $"{address.Authority} closed the connection before its answer was complete."),
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => new(FailureKind.NotOpenAIShaped, $"{address.Authority} did not answer in HTTP; check baseUrl."),
        { InnerException: SocketException socket } => new(FailureKind.Unreachable, OfSocket(socket, address)),
        { InnerException: AuthenticationException } => new(FailureKind.Unreachable, $"The TLS connection to {address.Authority} failed: {Innermost(exception)}"),
        _ => new(FailureKind.CutOff, $"The connection to {address.Authority} broke off before an answer came."),
    };

    private static string OfSocket(SocketException exception, Uri address) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => $"The host name '{address.Host}' could not be resolved; check baseUrl.",
        SocketError.ConnectionRefused => $"The connection to {address.Authority} was refused: nothing listens there; check baseUrl and that the server is up.",
        SocketError.TimedOut => $"The connection to {address.Authority} timed out.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"There is no route to {address.Authority}.",
        _ => $"The connection to {address.Authority} failed ({exception.SocketErrorCode}).",
    };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
