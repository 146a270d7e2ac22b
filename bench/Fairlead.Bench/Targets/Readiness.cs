using System.Net.Sockets;
using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>Waits until a server that is just starting can be used.</summary>
internal static class Readiness
{
    /// <summary>Fine enough to time a start with, coarse enough not to slow it.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Until a GET of <paramref name="address"/> is answered 200.</summary>
    public static async Task AnswersAsync(ChildProcess process, Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await PollAsync(process, address, token => IsReadyAsync(client, address, token), cancellationToken);
    }

    /// <summary>Until <paramref name="address"/> accepts connections.</summary>
    public static Task ListensAsync(ChildProcess process, Uri address, CancellationToken cancellationToken) =>
        PollAsync(process, address, token => IsListeningAsync(address, token), cancellationToken);

    private static async Task PollAsync(
        ChildProcess process, Uri address, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (!await isReady(limit.Token))
            {
                process.ThrowIfEnded();
                await Task.Delay(Interval, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{address} was not ready within {Limit.TotalSeconds} s:\n{process.LogTail()}");
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet.
            return false;
        }
    }

    private static async Task<bool> IsListeningAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
