using Fairlead.Gateway.Outbound;
using Google.Apis.Http;
using IHttpClientFactory = Google.Apis.Http.IHttpClientFactory;

namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>Gives Google's library our way out: no redirect is followed, and nothing is tried twice.</summary>
internal sealed class OutboundClientFactory(OutboundHandler outbound) : IHttpClientFactory
{
    private const int MaxAnswer = 1 << 20;

    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args) =>
        new(new ConfigurableMessageHandler(new Passage(outbound)) { FollowRedirect = false, NumTries = 1 }) { MaxResponseContentBufferSize = MaxAnswer };

    private sealed class Passage(OutboundHandler outbound) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => outbound.SendAsync(request, cancellationToken);
    }
}
