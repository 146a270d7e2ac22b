using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Keeps a credential that expires, and has it issued anew five minutes before it does: once, however many requests wait for it.</summary>
/// <param name="issuer">Where it is issued.</param>
/// <param name="time">The clock by which it expires.</param>
/// <param name="issue">Has it issued, and says when it expires.</param>
internal sealed class TokenCache<T>(Uri issuer, TimeProvider time, Func<OutboundHandler, CancellationToken, Task<(T Token, DateTimeOffset ExpiresAt)>> issue)
    where T : class
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Held? held;
    private Task<T>? pending;

    /// <summary>What was issued last; null when nothing was.</summary>
    public T? Last => Volatile.Read(ref held)?.Token;

    /// <summary>A credential that has not expired.</summary>
    /// <exception cref="AuthorizationException">None was issued.</exception>
    public async ValueTask<T> GetAsync(OutboundHandler outbound, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref held) is { } current && IsFresh(current))
        {
            return current.Token;
        }

        Task<T> running;
        lock (gate)
        {
            if (held is { } issued && IsFresh(issued))
            {
                return issued.Token;
            }

            // It outlives the request that began it: others wait for it too. On another thread, so that it cannot end before it is noted.
            running = pending ??= Task.Run(() => IssueAsync(outbound), CancellationToken.None);
        }

        return await running.WaitAsync(cancellationToken);
    }

    private bool IsFresh(Held current) => time.GetUtcNow() < current.ExpiresAt - Margin;

    private async Task<T> IssueAsync(OutboundHandler outbound)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var (token, expiresAt) = await issue(outbound, patience.Token);
            Volatile.Write(ref held, new Held(token, expiresAt));
            return token;
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            var failure = TransportFailures.Of(exception, issuer);
            throw new AuthorizationException($"No credentials could be had: {failure.Message}", failure.Kind);
        }
        finally
        {
            lock (gate)
            {
                pending = null;
            }
        }
    }

    private sealed record Held(T Token, DateTimeOffset ExpiresAt);
}
