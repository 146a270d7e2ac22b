using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>The targets of one measurement. All of them run all the time, idle but for the one being driven, and stop with this.</summary>
internal sealed class Rig(Launcher launcher, FairleadBuild build) : IAsyncDisposable
{
    private readonly List<Target> targets = [];

    public IReadOnlyList<Target> Targets => targets;

    /// <summary>Takes over a target that something else has started.</summary>
    public async Task<Target> AddAsync(Target target, CancellationToken cancellationToken)
    {
        targets.Add(target);
        if (target.Process is { } process)
        {
            await Readiness.ListensAsync(process, target.Address, cancellationToken);
        }

        return target;
    }

    /// <summary>Starts the proxy called <paramref name="name"/> before <paramref name="upstream"/>.</summary>
    /// <param name="name">One of <see cref="TargetName"/>, but not the upstream's.</param>
    /// <param name="upstream">The root of what it sends requests to.</param>
    /// <param name="streams">Whether answers are streams.</param>
    /// <param name="cancellationToken">Stops waiting for it; whatever runs is stopped by disposal.</param>
    public async Task<Target> StartAsync(string name, Uri upstream, bool streams, CancellationToken cancellationToken) => name switch
    {
        TargetName.Nginx => await AddAsync(NginxProcess.StartProxy(launcher, upstream, buffering: !streams), cancellationToken),
        TargetName.Forwarder => await AddAsync(ForwarderProcess.Start(launcher, upstream, inline: false), cancellationToken),
        TargetName.InlineForwarder => await AddAsync(ForwarderProcess.Start(launcher, upstream, inline: true), cancellationToken),
        TargetName.Fairlead => await AddAsync(await StartFairleadAsync(upstream, cancellationToken), cancellationToken),
        _ => throw new UsageException($"Unknown target {name}. There are: {string.Join(", ", TargetName.All)}"),
    };

    public async ValueTask DisposeAsync()
    {
        // Proxies first: an upstream that goes first would leave errors in their logs.
        foreach (var target in Enumerable.Reverse(targets))
        {
            await (target.Process?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<Target> StartFairleadAsync(Uri upstream, CancellationToken cancellationToken) =>
        await FairleadProcess.StartAsync(launcher, await build.GetAsync(cancellationToken), upstream, cancellationToken);
}
