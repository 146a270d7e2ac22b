using System.Net;
using System.Net.Sockets;

namespace Fairlead.Bench.Processes;

/// <summary>A loopback port that the system chose. Free a moment ago; the programs started here bind it at once.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
