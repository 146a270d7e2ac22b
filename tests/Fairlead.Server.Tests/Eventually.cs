namespace Fairlead.Server.Tests;

/// <summary>Waits for what happens in another process, where there is nothing to await.</summary>
internal static class Eventually
{
    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It was not within thirty seconds.</exception>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not happen: {what}.");
            }
        }
    }
}
