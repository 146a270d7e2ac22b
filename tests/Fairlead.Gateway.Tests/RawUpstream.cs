using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Gateway.Tests;

/// <summary>An upstream that reads one chat request, says bytes, HTTP or not, and closes the connection.</summary>
internal sealed class RawUpstream : IDisposable
{
    // Taken for as long as the tests run, and not listened on: a port that is let go may be another test's by the time it is called.
    private static readonly Socket Taken = Take();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    private RawUpstream(string answer, bool resets)
    {
        listener.Start();
        serving = ServeAsync(answer, resets);
    }

    public string BaseUrl => $"http://{listener.LocalEndpoint}/v1";

    public static RawUpstream Says(string answer, bool resets = false) => new(answer, resets);

    /// <summary>An address at which nothing listens.</summary>
    public static string Closed() => $"http://{Taken.LocalEndPoint}/v1";

    public void Dispose()
    {
        listener.Dispose();
        serving.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }

    private static Socket Take()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task ServeAsync(string answer, bool resets)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            client.LingerState = new LingerOption(resets, 0);
            var buffer = new byte[64 * 1024];
            var read = 0;
            do
            {
                read += await client.GetStream().ReadAsync(buffer.AsMemory(read));
            }
            while (!Encoding.UTF8.GetString(buffer, 0, read).EndsWith("}]}", StringComparison.Ordinal));

            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }
}
