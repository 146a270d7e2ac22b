using System.Text.Json;
using Fairlead.Gateway.Outbound;
using Google.Apis.Http;
using IHttpClientFactory = Google.Apis.Http.IHttpClientFactory;

namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>Gives Google's library our way out: no redirect is followed, and nothing is tried twice.</summary>
internal sealed class OutboundClientFactory(OutboundHandler outbound) : IHttpClientFactory
{
    private const int MaxAnswer = 1 << 20;

    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args) =>
        new(new ConfigurableMessageHandler(new Passage(outbound)) { FollowRedirect = false, NumTries = 1 });

    private sealed class Passage(OutboundHandler outbound) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await outbound.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken);
            if (!IsObject(await response.Content.ReadAsByteArrayAsync(cancellationToken)))
            {
                // The library takes every answer for an object, and fails in ways of its own on others.
                response.Content = new ByteArrayContent("{}"u8.ToArray());
            }

            return response;
        }

        private static bool IsObject(byte[] answer)
        {
            try
            {
                return JsonElement.Parse(answer).ValueKind == JsonValueKind.Object;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
