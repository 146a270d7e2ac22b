using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>Adds a service account's access token. Source: https://developers.google.com/identity/protocols/oauth2/service-account</summary>
internal sealed class AccessTokenAuthorizer : IRequestAuthorizer
{
    private readonly TokenCache<string> tokens;

    public AccessTokenAuthorizer(string clientEmail, string privateKey, Uri tokenUrl, TimeProvider time)
    {
        var exchange = new TokenExchange(clientEmail, privateKey, tokenUrl, time);
        tokens = new TokenCache<string>(tokenUrl, time, exchange.IssueAsync);
    }

    public IReadOnlyList<string> SecretValues => tokens.Last is { } token ? [token] : [];

    public async ValueTask AuthorizeAsync(HttpRequestMessage message, ReadOnlyMemory<byte> body, OutboundHandler outbound, CancellationToken cancellationToken) =>
        message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {await tokens.GetAsync(outbound, cancellationToken)}");
}
