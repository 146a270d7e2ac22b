using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fairlead.Server.Commands.Demo;

/// <summary>Prefers a port, and leaves the choice to the system when it is taken.</summary>
internal static class FreePort
{
    /// <summary>A loopback address with the port, or with port 0.</summary>
    public static string Prefer(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            port = 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }
}
