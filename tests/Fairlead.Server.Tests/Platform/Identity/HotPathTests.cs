using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Server.Tests.Platform.Identity;

public sealed class HotPathTests
{
    [Fact]
    public async Task GatewayRequest_IsNotAuthenticatedByTheControlPlaneToo()
    {
        await using var server = await TestServer.StartAsync();
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(server.Services.GetRequiredService<IMeterFactory>(), seen);
        using var gateway = server.Client(await server.KeyAsync());
        seen.Clear();

        await gateway.GetJsonAsync("/v1/models");
        Assert.Empty(seen);

        await server.Admin.GetJsonAsync("/v1/llm-providers");
        Assert.NotEmpty(seen);
    }

    // Other servers of this process have meters of the same name: only this one's count.
    private static MeterListener Listen(IMeterFactory scope, ConcurrentQueue<string> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Microsoft.AspNetCore.Authentication" && ReferenceEquals(instrument.Meter.Scope, scope))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Enqueue(instrument.Name));
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => seen.Enqueue(instrument.Name));
        listener.Start();
        return listener;
    }
}
