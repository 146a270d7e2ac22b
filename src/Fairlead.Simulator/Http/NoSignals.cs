using Microsoft.Extensions.Hosting;

namespace Fairlead.Simulator.Http;

/// <summary>Leaves the process's signals to its owner: an upstream that stopped first would break what its clients still drain.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
