using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Gateway.Tests;

/// <summary>An upstream that reads one chat request, says bytes, HTTP or not, and closes the connection.</summary>
internal sealed class RawUpstream : IDisposable
{
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
    public static string Closed()
    {
        using var upstream = new RawUpstream(string.Empty, false);
        return upstream.BaseUrl;
    }

    public void Dispose()
    {
        listener.Dispose();
        serving.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
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
