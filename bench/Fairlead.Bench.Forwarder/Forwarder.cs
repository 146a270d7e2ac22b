using System.Buffers;
using System.Net;

namespace Fairlead.Bench.Forwarder;

/// <summary>Sends a request on to one upstream and its answer back: no authentication, no routing, no metering.</summary>
internal sealed class Forwarder(Uri upstream) : IDisposable
{
    // Everything the transport would do by itself is off, as a gateway has it.
    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
    });

    public async Task ForwardAsync(HttpContext context)
    {
        var length = (int)(context.Request.ContentLength ?? 0);
        var body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length), context.RequestAborted);
            using var request = Outbound(context.Request, new ByteArrayContent(body, 0, length));
            using var answer = await invoker.SendAsync(request, context.RequestAborted);
            await CopyAsync(answer, context.Response, context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    public void Dispose() => invoker.Dispose();

    private HttpRequestMessage Outbound(HttpRequest inbound, ByteArrayContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", inbound.ContentType);
        var outbound = new HttpRequestMessage(new HttpMethod(inbound.Method), new Uri(upstream, inbound.Path.Value)) { Content = content };
        outbound.Headers.TryAddWithoutValidation("Authorization", inbound.Headers.Authorization.ToString());
        return outbound;
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)answer.StatusCode;
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        response.ContentLength = answer.Content.Headers.ContentLength;
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await stream.CopyToAsync(response.Body, cancellationToken);
    }
}
