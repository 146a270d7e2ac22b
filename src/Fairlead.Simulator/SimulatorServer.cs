using Fairlead.Simulator.Http;
using Fairlead.Simulator.Recording;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Fairlead.Simulator;

/// <summary>A running simulated OpenAI-compatible upstream. It handles no process signals: its owner decides when it ends.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Upstream upstream;
    private readonly RequestLog log;

    private SimulatorServer(WebApplication app, Upstream upstream, RequestLog log, Uri baseAddress)
    {
        this.app = app;
        this.upstream = upstream;
        this.log = log;
        BaseAddress = baseAddress;
    }

    /// <summary>The address actually bound, ending in <c>/v1</c>: what a client takes as its base URL.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The knobs in force. Setting them swaps all at once for the requests that follow and restarts the count behind
    /// <see cref="SimulatorOptions.FailRate"/> and the clock and counts of <see cref="SimulatorOptions.Faults"/>; a new <see cref="SimulatorOptions.Urls"/> is
    /// ignored. Requests that came before go on under the knobs they came under.</summary>
    /// <exception cref="ArgumentException">A knob is out of its range.</exception>
    public SimulatorOptions Options
    {
        get => upstream.Knobs.Options;
        set => upstream.PutInForce(value);
    }

    /// <summary>The last 1,000 requests below <c>/v1</c> (and unknown addresses), oldest first, those in flight included.</summary>
    public IReadOnlyList<ReceivedRequest> Received => log.Snapshot();

    /// <summary>How many requests were received by the model they ask for, and how they ended; under an empty name those that name
    /// none, or only in a form. A client may have its answer a moment before it is counted: <see cref="ReceivedRequest.Completion"/> comes after.</summary>
    public IReadOnlyDictionary<string, RequestCounts> Counts => log.Counts;

    /// <summary>How many requests each rule of <see cref="SimulatorOptions.Faults"/> has struck since it was put in force, in their order.</summary>
    public IReadOnlyList<long> Struck => upstream.Knobs.Faults?.Struck ?? [];

    /// <summary>Starts listening.</summary>
    /// <exception cref="ArgumentException">A knob is out of its range, an address is not <c>http</c>, or it is not loopback and
    /// <see cref="SimulatorOptions.AllowRemote"/> is not set.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, TimeProvider.System, cancellationToken);

    internal static async Task<SimulatorServer> StartAsync(
        SimulatorOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var log = new RequestLog();
        var upstream = new Upstream(options, log, clock);
        WebApplication app = WebHost.Build(options, upstream.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorServer(app, upstream, log, WebHost.BaseAddressOf(app));
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets the requests received so far, their counts, and the arrivals and departures not yet taken.</summary>
    public void ClearReceived() => log.Clear();

    /// <summary>The next request to arrive, answered or not. Arrivals are queued, so one before the call is returned at once; each
    /// is returned once.</summary>
    public Task<ReceivedRequest> NextReceivedAsync(CancellationToken cancellationToken) => log.NextArrivedAsync(cancellationToken);

    /// <summary>The next request whose client left before its answer was complete. Departures are queued, so one that happened
    /// before the call is returned at once; each is returned once.</summary>
    public Task<ReceivedRequest> NextAbortedAsync(CancellationToken cancellationToken) => log.NextAbortedAsync(cancellationToken);

    /// <summary>Waits until the server has stopped. Cancelling stops it; that is not an error.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops listening and ends what is in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
