using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fairlead.Server.Platform.Hosting;

/// <summary>How the server listens.</summary>
internal static class Listener
{
    private const long MaxControlPlaneBody = 1 << 20;

    public static void Configure(IWebHostBuilder host, ServerSettings settings)
    {
        host.UseKestrelCore().UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        host.ConfigureKestrel(static options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxControlPlaneBody; // The gateway raises it for its own routes.
            options.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="StartupException">The addresses cannot be listened on.</exception>
    public static async Task StartAsync(IHost host, ServerSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is FormatException or IOException or SocketException or InvalidOperationException)
        {
            throw new StartupException($"--urls {settings.Urls}: {exception.Message}");
        }
    }
}
