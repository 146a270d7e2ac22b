using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>Counts the records of one server, as its metrics tell them.</summary>
internal sealed class AttemptCounts : IDisposable
{
    private readonly MeterListener listener = new();
    private long attempts;
    private long requests;

    public AttemptCounts(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name is "fairlead.upstream.attempts" or "gen_ai.client.operation.duration")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref attempts, measurement));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref requests));
        listener.Start();
    }

    /// <summary>The attempts recorded.</summary>
    public long Attempts => Interlocked.Read(ref attempts);

    /// <summary>The requests recorded.</summary>
    public long Requests => Interlocked.Read(ref requests);

    public void Dispose() => listener.Dispose();
}
