using System.Net;
using System.Security.Cryptography;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>Exchanges a service account's signed assertion for an access token.</summary>
internal sealed class TokenExchange(string clientEmail, string privateKey, Uri tokenUrl, TimeProvider time)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const int MaxCode = 64;

    /// <summary>A new token, and when it expires.</summary>
    /// <exception cref="AuthorizationException">None was issued.</exception>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> IssueAsync(OutboundHandler outbound, CancellationToken cancellationToken)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(privateKey);
        var credential = new ServiceAccountCredential(new ServiceAccountCredential.Initializer(clientEmail, tokenUrl.AbsoluteUri)
        {
            Clock = new Clock(time),
            HttpClientFactory = new OutboundClientFactory(outbound),
            Key = rsa,
            Scopes = [Scope],
        });

        var askedAt = time.GetUtcNow();
        try
        {
            return await credential.RequestAccessTokenAsync(cancellationToken) && credential.Token is { AccessToken: { Length: > 0 } token } issued && HeaderRules.ValueProblem(token) is null
                ? (token, askedAt + TimeSpan.FromSeconds(issued.ExpiresInSeconds ?? 0))
                : throw Refused(null, string.Empty);
        }
        catch (TokenResponseException exception)
        {
            throw Refused(exception.StatusCode, exception.Error?.Error ?? string.Empty);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            throw Refused(null, string.Empty);
        }
    }

    // An error's code is a word. Whatever else stands in its place is not quoted.
    private AuthorizationException Refused(HttpStatusCode? status, string error)
    {
        var code = error.Length is > 0 and <= MaxCode && error.All(static letter => char.IsAsciiLetter(letter) || letter == '_') ? $" {error}" : string.Empty;
        var answered = status is null ? "no token" : $"{(int)status}{code}";
        return new($"{tokenUrl.Authority} answered {answered} to the service account. Check its e-mail address and private key.", KindOf((int)(status ?? 0)));
    }

    private static FailureKind KindOf(int status) => status switch
    {
        429 => FailureKind.RateLimited,
        503 => FailureKind.Overloaded,
        >= 500 => FailureKind.Unreachable,
        _ => FailureKind.Auth,
    };

    private sealed class Clock(TimeProvider time) : Google.Apis.Util.IClock
    {
        public DateTime Now => time.GetLocalNow().DateTime;

        public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
    }
}
