using System.Runtime.InteropServices;

namespace Fairlead.Server.Platform.Hosting;

/// <summary>
/// Ends the process in order: a signal turns <c>/health/ready</c> to 503 at once, connections are still accepted for the drain delay, then the host
/// stops: the listener closes, and what is in flight finishes.
/// </summary>
internal sealed partial class SignalLifetime(ServerSettings settings, Readiness readiness, IHostApplicationLifetime application, ILogger<SignalLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];
    private int isStopping;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.Draining();
        return Task.CompletedTask;
    }

    public void Dispose() => registrations.ForEach(static registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref isStopping, 1) == 0)
        {
            readiness.Draining();
            LogDraining(logger, settings.DrainDelaySeconds, settings.DrainSeconds);
            _ = StopAfterDelayAsync();
        }
    }

    private async Task StopAfterDelayAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(settings.DrainDelaySeconds), settings.Time);
        application.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining: not ready now, closing in {Delay} s, ending within {Drain} s")]
    private static partial void LogDraining(ILogger logger, double delay, double drain);
}
