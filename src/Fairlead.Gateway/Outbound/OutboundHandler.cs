using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Fairlead.Gateway.Outbound;

/// <summary>
/// The one way out of the process. Every address is checked when it is connected to, on the very address connected to; no redirect is followed,
/// no ambient proxy used, no cookie kept, nothing decompressed; TLS is always verified.
/// </summary>
public sealed class OutboundHandler : IDisposable
{
    /// <summary>A request's own bound on establishing a connection, in seconds; the option's bound holds as well.</summary>
    internal static readonly HttpRequestOptionsKey<double> ConnectSeconds = new("fairlead.connectSeconds");

    private readonly HttpMessageInvoker invoker;

    /// <summary>Makes the handler.</summary>
    public OutboundHandler(GatewayOptions options, NetworkOptions network)
    {
        Policy = new AddressPolicy(network);
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ResponseDrainTimeout = TimeSpan.Zero, // An answer that nobody wants is cut off at once: reading on would keep the upstream at work.
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = CustomTrust.Callback(network.CaFile) },
            UseCookies = false,
            UseProxy = false,
        });
    }

    /// <summary>Which addresses may be called.</summary>
    public AddressPolicy Policy { get; }

    /// <summary>Sends a request and waits for the answer's headers.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => invoker.SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (context.InitialRequestMessage.Options.TryGetValue(ConnectSeconds, out var seconds))
        {
            bounded.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        return await ConnectAnyAsync(context, bounded.Token);
    }

    private async ValueTask<Stream> ConnectAnyAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        Exception? last = null;
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectAsync(host, address, context.DnsEndPoint.Port, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or AddressNotAllowedException)
            {
                last = last is SocketException ? last : exception;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<Stream> ConnectAsync(string host, IPAddress address, int port, CancellationToken cancellationToken)
    {
        if (!Policy.Allows(address))
        {
            throw new AddressNotAllowedException(host, address);
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
