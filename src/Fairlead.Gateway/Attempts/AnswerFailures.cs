using Fairlead.Gateway.Outbound;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.Attempts;

/// <summary>Reads what an upstream says when it does not answer 2xx.</summary>
internal static class AnswerFailures
{
    private const int MaxBody = 64 * 1024;

    /// <summary>The failure that a status other than 2xx means; reads at most 64 KiB of its body.</summary>
    public static async ValueTask<AttemptFailure> ReadAsync(HttpResponseMessage response, Attempt attempt, CancellationToken cancellationToken)
    {
        var provider = attempt.Provider;
        var said = await ReadBodyAsync(response, cancellationToken);
        var error = ReadError(said, response, attempt.Endpoint!.Dialect);
        var code = error.Code;
        var words = error.Message is null ? null : SecretMask.Apply(error.Message, provider.SecretValues);
        var status = (int)response.StatusCode;
        var kind = KindOf(status, error.Kind);
        return new AttemptFailure(kind, Describe(kind, status, attempt, words, response))
        {
            UpstreamStatus = status,
            IsUnknownName = kind == FailureKind.NotFound && attempt.Deployment is { IsUnlisted: true },
            UpstreamCode = error.Kind == ErrorKind.ContextLength ? "context_length_exceeded" : code is null ? null : SecretMask.Apply(code, provider.SecretValues),
            Words = words is null ? null : SecretMask.Cut(words),
            RetryAfter = RetryDelays.Of(response, said),
            Body = SecretMask.Apply(said, provider.SecretValues),
            ContentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) && HeaderAllowList.CanBeSent(type.ToString()) ? type.ToString() : null,
            Headers = [.. HeaderAllowList.Down(response)],
        };
    }

    private static UpstreamError ReadError(byte[] said, HttpResponseMessage response, Dialect? dialect)
    {
        var type = response.Headers.NonValidated.TryGetValues("x-amzn-errortype", out var named) ? named.ToString() : null;
        return JsonSlice.TryParse(said, out var body) ? Codecs.Of(dialect ?? Dialect.Chat).ReadError(body, type) : default;
    }

    // What the vendor's own code says comes before what its status says: Gemini answers a wrong key with 400.
    private static FailureKind KindOf(int status, ErrorKind kind) => (status, kind) switch
    {
        (401 or 402 or 403, _) => FailureKind.Auth, // 402: the account is empty, as OpenRouter and DeepSeek document it.
        (>= 400 and < 500, ErrorKind.Authentication) => FailureKind.Auth,
        (>= 400 and < 500, ErrorKind.ContentPolicy) => FailureKind.Refused,
        (404, _) => FailureKind.NotFound,
        (408, _) => FailureKind.TimedOut,
        (429, _) => FailureKind.RateLimited,
        (503 or 529, _) => FailureKind.Overloaded,
        (>= 500, _) => FailureKind.Unreachable,
        (>= 400, _) => FailureKind.BadRequest,
        _ => FailureKind.NotOpenAIShaped,
    };

    private static string Describe(FailureKind kind, int status, Attempt attempt, string? words, HttpResponseMessage response)
    {
        var provider = attempt.Provider.Identifier;
        var summary = kind switch
        {
            FailureKind.Auth when status == 402 => $"The upstream of provider '{provider}' wants the account's credit topped up (HTTP 402).",
            FailureKind.Auth => $"The upstream of provider '{provider}' did not accept the credentials (HTTP {status}); check the API key's secret and customHeaders.",
            FailureKind.NotFound when attempt.Deployment is { } deployment => $"The upstream of provider '{provider}' does not know the model '{deployment.Model}' or the path (HTTP 404); check the model's name and baseUrl.",
            FailureKind.NotFound => $"The upstream of provider '{provider}' does not know the path (HTTP 404); check baseUrl.",
            FailureKind.RateLimited => $"The upstream of provider '{provider}' is rate limiting (HTTP 429).",
            FailureKind.Overloaded => $"The upstream of provider '{provider}' is overloaded (HTTP {status}).",
            FailureKind.Unreachable => $"The upstream of provider '{provider}' failed with a server error (HTTP {status}).",
            FailureKind.NotOpenAIShaped => Redirected(provider, status, response),
            _ => $"The upstream of provider '{provider}' refused the request (HTTP {status}).",
        };

        return string.IsNullOrWhiteSpace(words) ? summary : $"{summary} It said: {SecretMask.Cut(words)}";
    }

    private static string Redirected(string provider, int status, HttpResponseMessage response) =>
        $"The upstream of provider '{provider}' answered HTTP {status}"
        + (response.Headers.Location is { IsAbsoluteUri: true } location ? $", a redirect to {location.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped)}" : string.Empty)
        + "; redirects are not followed: set baseUrl to the final address.";

    private static async ValueTask<byte[]> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentEncoding.Count > 0)
        {
            return []; // Compressed unasked: it can neither be read nor masked.
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxBody];
        try
        {
            var length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken);
            return length == MaxBody ? [] : buffer[..length]; // A longer one would be cut, and a secret at the cut could not be masked.
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return []; // The status alone says what happened.
        }
    }
}
