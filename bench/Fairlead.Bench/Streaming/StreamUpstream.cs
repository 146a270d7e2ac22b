using System.Net;
using System.Net.Sockets;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Streaming;

/// <summary>An upstream on bare sockets that answers every request with a stream of stamped chunks.</summary>
internal sealed class StreamUpstream : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly TimeSpan interval;
    private readonly Task accepting;

    /// <param name="interval">Between two chunks.</param>
    public StreamUpstream(TimeSpan interval)
    {
        this.interval = interval;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => Loopback.At(((IPEndPoint)listener.LocalEndpoint).Port);

    /// <summary>How many chunks the next streams have.</summary>
    public int Chunks { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var connection = new UpstreamConnection(stream);
        try
        {
            while (await connection.ReadRequestAsync(stop.Token) is { } request)
            {
                await AnswerAsync(connection, request, stop.Token);
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The other side left, or the measurement is over.
        }
    }

    private async Task AnswerAsync(UpstreamConnection connection, string request, CancellationToken cancellationToken)
    {
        await connection.BeginAsync(cancellationToken);
        using var clock = new PeriodicTimer(interval);
        for (var sent = 0; sent < Chunks; sent++)
        {
            await clock.WaitForNextTickAsync(cancellationToken);
            await connection.WriteAsync(ChunkEvent.Stamped(), cancellationToken);
        }

        foreach (var bytes in ChunkEvent.End(request.Contains("include_usage", StringComparison.Ordinal)))
        {
            await connection.WriteAsync(bytes, cancellationToken);
        }

        await connection.EndAsync(cancellationToken);
    }
}
